/// The blocks of a program that border rows tie together, directly or through others.
struct ProgramPart: Sendable {
  /// Indices of the program's blocks, ascending.
  var blocks: [Int] = []
  /// Indices of the program's border rows, ascending.
  var rows: [Int32] = []
  /// Indices of the program's border columns, ascending.
  var columns: [Int] = []
}

extension BlockProgram {
  /// The program's independent parts, by their first block; border rows without a block come last.
  func parts() -> [ProgramPart] {
    // Sets of border rows and blocks: rows first, then blocks.
    var parent = Array(0..<(borderSide.count + blocks.count))
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    func join(_ a: Int, _ b: Int) {
      let (a, b) = (root(a), root(b))
      parent[max(a, b)] = min(a, b)
    }
    for (index, block) in blocks.enumerated() {
      for row in block.borderRows { join(borderSide.count + index, Int(row)) }
    }
    for column in borderColumns where column.otherRow >= 0 {
      join(Int(column.row), Int(column.otherRow))
    }
    var parts: [ProgramPart] = []
    var partOfRoot = [Int: Int]()
    func part(_ node: Int) -> Int {
      let root = root(node)
      if let part = partOfRoot[root] { return part }
      partOfRoot[root] = parts.count
      parts.append(ProgramPart())
      return parts.count - 1
    }
    for index in blocks.indices {
      parts[part(borderSide.count + index)].blocks.append(index)
    }
    for row in borderSide.indices { parts[part(row)].rows.append(Int32(row)) }
    for (index, column) in borderColumns.enumerated() {
      parts[part(Int(column.row))].columns.append(index)
    }
    return parts
  }
}
