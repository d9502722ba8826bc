/// All identifiers of `Diagnostic` that plan files can give, each with its meaning.
public enum DiagnosticCatalogue {
  /// An identifier and what it means.
  public struct Entry: Hashable, Sendable {
    /// The stable identifier, in kebab case.
    public let id: String
    /// One sentence.
    public let meaning: String
  }

  /// Every entry, by topic.
  public static let entries: [Entry] = DiagnosticKind.allCases.map {
    Entry(id: $0.rawValue, meaning: $0.meaning)
  }
}

extension DiagnosticKind {
  /// One sentence.
  var meaning: String {
    switch self {
    case .folderUnreadable: "The plan's folder does not exist or cannot be read."
    case .fileUnreadable: "A file of the plan cannot be read."
    case .fileTooLarge: "A file is larger than the limit."
    case .duplicateFile: "Two files of the plan have the same role or name."
    case .unknownTable: "A CSV file bears the name of no table."
    case .missingTable: "A table that every plan needs is missing."
    case .invalidUTF8: "A file holds bytes that are not UTF-8."
    case .nulByte: "A file holds a NUL byte."
    case .unterminatedQuote: "A quoted cell has no closing quote."
    case .strayQuote: "A quote stands where none may stand."
    case .tooManyCells: "A row has more cells than the header."
    case .tooFewCells: "A row has fewer cells than the header."
    case .cellTooLarge: "A cell is larger than the limit."
    case .tableTooLarge: "A table has more columns or cells than the limit."
    case .emptyTable: "A table has no header row."
    case .emptyHeader: "A column has no name."
    case .duplicateHeader: "Two columns have the same name."
    case .unknownColumn: "A table has no column of that name."
    case .missingColumn: "A table lacks a column that it needs."
    case .mixedPeriods: "The period columns of a file differ in grain."
    case .periodNotMonth: "A date as a column header is not the first day of a month."
    case .wideWithWindow: "A table has period columns beside a window or an amount."
    case .missingUnit: "Nothing names the unit of a table's period columns."
    case .unitWithoutPeriods: "A table names a unit, but has no period columns."
    case .missingValue: "A cell that every row needs is empty."
    case .notANumber: "A cell is not a number."
    case .numberOutOfRange: "A number lies outside its range."
    case .ambiguousNumber: "A number may be read with a point or comma as decimal or grouping sign."
    case .mixedDecimalSigns: "A file uses both point and comma as decimal sign."
    case .ambiguousPercent: "A bare number from 0 to 1 where percent are asked."
    case .notADate: "A cell is not a date or period."
    case .ambiguousDate: "A date whose order of day and month is not known."
    case .periodAsDay: "A period stands where one day is meant; its first day is taken."
    case .notAPeriod: "A cell is not a period."
    case .notYesOrNo: "A cell is neither yes nor no."
    case .unknownChoice: "A cell is none of the words that its column knows."
    case .textTooLong: "An identifier or text is longer than the limit."
    case .invalidSkills: "A list of skills cannot be read."
    case .duplicateSkill: "A list names a skill twice."
    case .invalidCurve: "A value curve cannot be read."
    case .curveNotConcave: "A value curve does not rise ever more slowly."
    case .invalidWorkdays: "A text names no working days."
    case .unknownReference: "A reference matches no row."
    case .ambiguousReference: "A reference matches several rows."
    case .duplicateId: "Two rows of a table have the same id."
    case .cycle: "Rows refer to one another in a circle."
    case .demandNeed: "Demand names both a skill and a person, or neither."
    case .bookingHolder: "A booking names neither a person nor a skill."
    case .noAmount: "A row says of nothing how much."
    case .twoAmounts: "A row says in two columns how much."
    case .twoCosts: "A row gives the cost in two columns."
    case .absenceAmount: "An absence gives both a fraction and days."
    case .actualDate: "An actual gives both a date and a period, or neither."
    case .estimateSubject: "An estimate names neither a task nor a project."
    case .endBeforeStart: "A row ends before it starts."
    case .lowAboveHigh: "A low estimate lies above the high one."
    case .floorAboveCap: "The least money of an initiative lies above the most."
    case .valueAndFormula: "A KPI has both a value and a formula."
    case .selfReference: "A row ties a thing to itself."
    case .windowMissing: "Nothing gives the start or end of a demand or booking."
    case .windowReversed: "A demand or booking ends before it starts."
    case .windowTooLong: "A demand or booking lasts longer than 20 years."
    case .windowWithoutWorkdays: "Effort lies on a window without a working day."
    case .horizonTooLong: "The plan spans more than 20 years."
    case .horizonReversed: "The plan ends before it starts."
    case .endsAndQuarters: "The plan gives both its end and its number of quarters."
    case .thresholdsReversed: "The amber threshold lies above the red one."
    case .yamlSyntax: "A YAML file cannot be parsed."
    case .yamlAlias: "A YAML file uses an anchor or alias."
    case .yamlTooDeep: "A YAML file is nested too deeply."
    case .unknownKey: "A YAML mapping has no key of that name."
    case .missingKey: "A YAML mapping lacks a key that it needs."
    case .duplicateKey: "A YAML mapping has a key twice."
    case .wrongType: "A YAML value has another form than its key asks."
    case .unsupportedVersion: "The file is of a version of the format that is not known."
    case .scenarioNotFound: "There is no scenario of that name or path."
    case .scenarioCycle: "Scenarios extend one another in a circle."
    case .scenarioTooLong: "A scenario has more changes or makes more rows than the limit."
    case .changeForm: "A change is not one verb with its parameters."
    case .unknownVerb: "A change has a verb that is not known."
    case .notADuration: "A text is not a number of weeks or days."
    case .unknownPath: "A path of 'set' leads to nothing."
    case .rowNotFound: "No row meets the conditions of a path."
    case .changeImpossible: "A change does not fit what the plan says."
    case .changeWithoutEffect: "A change changes nothing."
    case .skillNotAsked: "A change brings in a skill that nothing asks for."
    case .poolExceeded: "Contracts take more of a pool than it has."
    case .inlineSyntax: "A text of --inline cannot be read."
    case .editUnknownRow: "An edit names a row that no file holds."
    case .editUnknownColumn: "An edit names a column that its table does not have."
    case .editTwice: "An edit sets a cell twice."
    case .fileExists: "A file would be written over without being asked for."
    case .writeFailed: "A file cannot be written."
    case .moreErrors: "There are more errors than are listed."
    case .moreWarnings: "Reading found more warnings than are listed."
    }
  }
}
