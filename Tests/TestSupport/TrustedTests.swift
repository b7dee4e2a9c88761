// Tests name their own paths: they may give them as texts.

public import Bindings

extension Files {
    public static func write(_ bytes: [UInt8], to path: String, mode: Mode = .keep, sync: Bool = false) throws(SystemError) {
        try write(bytes, to: TrustedPath(trusting: path), mode: mode, sync: sync)
    }

    @discardableResult
    public static func writeIfChanged(_ bytes: [UInt8], to path: String) throws(SystemError) -> Bool {
        try writeIfChanged(bytes, to: TrustedPath(trusting: path))
    }

    @discardableResult
    public static func update(_ path: String, _ body: ([UInt8]?) -> [UInt8]?) throws(SystemError) -> Bool {
        try update(TrustedPath(trusting: path), body)
    }

    public static func createDirectories(_ path: String) throws(SystemError) { try createDirectories(TrustedPath(trusting: path)) }
    public static func remove(_ path: String) throws(SystemError) { try remove(TrustedPath(trusting: path)) }
    public static func removeTree(_ path: String) throws(SystemError) { try removeTree(TrustedPath(trusting: path)) }

    public static func rename(_ old: String, to new: String) throws(SystemError) {
        try rename(TrustedPath(trusting: old), to: TrustedPath(trusting: new))
    }
}

extension NewFolder {
    public convenience init(at path: String) throws(SystemError) { try self.init(at: TrustedPath(trusting: path)) }

    public func add(_ bytes: [UInt8], as path: String) throws(SystemError) {
        guard let path = try? PathGate.check(path, as: .repository) else { throw SystemError(number: 22, action: "write", path: path) }
        try add(bytes, as: path)
    }
}

extension ObjectStore {
    public func editTree(_ base: ObjectID?, _ edits: [(path: String, edit: TreeEdit)]) throws -> ObjectID {
        try editTree(base, edits.map { (try GitError.gated($0.path), $0.edit) })
    }
}
