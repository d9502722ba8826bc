/// Names of generated plans. All people, projects and teams are invented.
enum Catalogue {
  /// Skills in falling order of frequency, each with the role of those whose main skill it is.
  static let skills: [(skill: String, role: String)] = [
    ("java", "Backend engineer"), ("testing", "Quality engineer"), ("sql", "Data engineer"),
    ("javascript", "Frontend engineer"), ("project-management", "Project manager"),
    ("analysis", "Business analyst"), ("python", "Data engineer"), ("ux-design", "Designer"),
    ("cloud", "Platform engineer"), ("integration", "Backend engineer"),
    ("react", "Frontend engineer"), ("requirements", "Business analyst"),
    ("devops", "Platform engineer"), ("security", "Security engineer"),
    ("data-modelling", "Data engineer"), ("product-management", "Product manager"),
    ("kotlin", "Mobile engineer"), ("swift", "Mobile engineer"), ("reporting", "Data analyst"),
    ("machine-learning", "Data scientist"), ("user-research", "Designer"),
    ("networking", "Platform engineer"), ("test-automation", "Quality engineer"),
    ("architecture", "Architect"), ("change-management", "Change lead"),
    ("statistics", "Data scientist"), ("copywriting", "Content editor"),
    ("accessibility", "Designer"), ("databases", "Platform engineer"), ("training", "Change lead"),
    ("erp", "Business systems engineer"), ("crm", "Business systems engineer"),
    ("embedded", "Embedded engineer"), ("graphics", "Designer"),
    ("compliance", "Compliance officer"),
    ("performance", "Backend engineer"), ("procurement", "Buyer"),
    ("localisation", "Content editor"),
    ("optimisation", "Data scientist"), ("cryptography", "Security engineer"),
  ]

  static let firstNames = words(
    """
    Ada Aino Alba Amir Ana Anton Asta Bea Björn Bruno Carla Casper Clara Dag Dalia Diana Dora Edda \
    Eino Elif Elsa Emil Enzo Eva Fatima Felix Filipa Frida Gil Greta Hana Hugo Ida Ines Ivo Jana \
    Joel Jonas Julia Kaj Karin Kofi Lara Leo Lina Luca Maja Marek Marta Mei Mina Nadia Nils Nora \
    Olga Omar Otto Paula Pia Rafael Rita Rosa Rui Sami Sara Selma Sofia Tariq Tea Tiago Tove Uma \
    Vera Viktor Wanda Yara Yusuf Zoe
    """)

  static let lastNames = words(
    """
    Abelin Alves Andrade Arvid Baptista Berg Blom Borg Branco Brandt Cardoso Castro Dahl Duarte Ek \
    Eklund Esteves Falk Faria Fors Freitas Garcia Gomes Grahn Hagen Hall Hedlund Holm Horta Ivarson \
    Jansson Kallio Karim Kivi Kraft Krantz Lagos Leal Lemos Lind Lobo Lopes Lund Lynx Macedo Malm \
    Marques Matos Moberg Moura Munk Naess Neves Norberg Nunes Nyman Okafor Olsen Orsini Palm Pinto \
    Quist Ramos Rask Reis Rocha Rosen Sahlin Sampaio Sand Serra Silva Sjö Sommer Sousa Stark Strand \
    Sund Tavares Teixeira Thorn Torres Valente Varga Vega Viana Vik Wahl West Wolff Yilmaz Zander
    """)

  static let projectAdjectives = words(
    """
    Amber Arctic Bright Calm Clear Copper Coral Crimson Crystal Early Eastern Emerald Fair Golden \
    Granite Green Hidden Indigo Iron Ivory Jade Keen Lunar Maple Marble Noble Northern Open Pearl \
    Polar Quiet Rapid Royal Ruby Silent Silver Solar Southern Swift True Violet Western
    """)

  static let projectNouns = words(
    """
    Anchor Arbor Beacon Bridge Canyon Cedar Comet Compass Delta Dune Falcon Fjord Forge Garden Glacier \
    Grove Harbour Harvest Heron Horizon Island Lantern Laurel Ledger Meadow Meridian Mirror Mosaic \
    Orbit Orchard Otter Pilot Prairie Quarry Ridge River Sail Signal Spruce Summit Terrace Tide \
    Valley Vista Willow
    """)

  static let departmentNames = words(
    """
    Payments Logistics Claims Lending Retail Insights Identity Pricing Mobility Travel Energy Health \
    Media Markets Commerce Service Operations Risk Treasury Supply
    """)

  static let initiativeNames = [
    "Customer self-service", "Move to the cloud", "New markets", "One ledger", "Safe by design",
    "Data for everyone", "Faster delivery", "Partner platform", "Leaner operations",
    "Mobile first", "Greener logistics", "Fraud prevention", "Modern workplace", "Open interfaces",
  ]

  static let goalNames = ["Grow revenue", "Delight customers", "Lower cost", "Reduce risk"]

  static let phases = ["Discovery", "Design", "Build", "Rollout"]

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// `number` from 1 with zeros before it, as wide as the largest, `count`, at least `width` digits.
  static func id(_ prefix: String, _ number: Int, of count: Int, width: Int) -> String {
    let digits = String(number)
    let wide = max(width, String(count).utf8.count)
    return prefix + String(repeating: "0", count: wide - digits.utf8.count) + digits
  }
}
