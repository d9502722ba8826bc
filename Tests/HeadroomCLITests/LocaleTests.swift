import Testing

@Suite("The place where the program runs")
struct LocaleTests {
  @Test(
    "language, country and time zone change no byte of an answer", arguments: ["--json", "--csv"])
  func locale(form: String) throws {
    let words = ["bottlenecks", "Scenarios/studio", form]
    let expected = try Program.run(words)
    #expect(expected.status == 0)
    for name in ["C", "de_DE.UTF-8", "sv_SE.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8"] {
      let result = try Program.run(
        words, environment: ["LANG": name, "LC_ALL": name, "TZ": "Pacific/Kiritimati"])
      #expect(result.output == expected.output, "\(name)")
    }
  }
}
