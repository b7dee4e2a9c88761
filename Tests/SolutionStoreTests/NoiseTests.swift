// What no person does is no change: applied to real files it is all hidden, and what a maker can set never is.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

/// Rewrites a document without changing what anybody did.
struct NoiseMaker {
    let tree: Tree
    let naming: Naming
    private var output: [UInt8] = []
    private var indentation = 0

    init(_ tree: Tree, _ naming: Naming) {
        self.tree = tree
        self.naming = naming
    }

    /// Lists without order turned round, attributes too, stamps raised, other indentation, CRLF, and a mark where none was.
    static func noisy(_ tree: Tree, _ naming: Naming) -> [UInt8] {
        var maker = NoiseMaker(tree, naming)
        for child in tree.children(of: Tree.document) { maker.write(child) }
        let hadMark = tree.source.starts(with: [0xEF, 0xBB, 0xBF])
        return (hadMark || tree.syntax == .json ? [] : [0xEF, 0xBB, 0xBF])
            + maker.output.filter { $0 != 0x0D }.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    }

    private mutating func write(_ node: Int) {
        switch tree[node].kind {
        case .element: element(node)
        case .object: members(node)
        case .text where tree[tree.parent(of: node)].kind == .document: break
        default: output += spelling(node)
        }
    }

    /// Of an assembly only the version may change.
    private func isStamp(_ node: Int) -> Bool {
        guard let noise = naming.shape(of: node).noise else { return false }
        return noise != .assemblyStamp || tree[node].kind == .attribute && tree.name(of: node).hasSuffix("ersion")
    }

    private func spelling(_ node: Int) -> [UInt8] {
        var bytes = Array(tree.source[tree[node].outer.range])
        if isStamp(node), tree[node].kind == .attribute {
            let inner = tree[node].inner.range
            let place = inner.lowerBound - tree[node].outer.range.lowerBound
            bytes.replaceSubrange(place..<place + inner.count, with: Self.raised(Array(tree.source[inner])))
        }
        return bytes
    }

    /// The last digit of a version counted up, in brackets or not.
    private static func raised(_ bytes: [UInt8]) -> [UInt8] {
        guard let last = bytes.lastIndex(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return bytes }
        var result = bytes
        result[last] = bytes[last] == 0x39 ? 0x38 : bytes[last] + 1
        return result
    }

    private mutating func line() {
        output += [0x0A] + Array(repeating: 0x20, count: 3 * indentation)
    }

    private mutating func element(_ node: Int) {
        let attributes = Array(tree.attributes(of: node))
        output += [UInt8(ascii: "<")] + Array(tree.name(of: node).utf8)
        for attribute in attributes.reversed() { output += [0x20] + spelling(attribute) }
        let content = tree.children(of: node).filter { tree[$0].kind != .attribute }
        let isStamp = self.isStamp(node)
        if tree[node].traits.contains(.selfClosing) { return output += " />".utf8 }
        output += [UInt8(ascii: ">")]
        let isMixed = content.contains { tree[$0].kind == .text || tree[$0].kind == .cdata }
        if isMixed || content.isEmpty {
            let inner = Array(tree.source[tree[node].inner.range])
            output += isStamp && tree.isPlain(node) ? Self.raised(inner) : inner
        } else {
            indentation += 1
            for child in turned(content) {
                line()
                write(child)
            }
            indentation -= 1
            line()
        }
        output += "</".utf8 + Array(tree.name(of: node).utf8) + [UInt8(ascii: ">")]
    }

    /// The items of a list whose order means nothing the other way round, in the places that they have together.
    private func turned(_ content: [Int]) -> [Int] {
        var result = content
        var seen: Set<NameID> = []
        for node in content where tree[node].kind == .element && seen.insert(tree[node].name).inserted {
            guard case .set = naming.shape(of: node).list else { continue }
            let places = content.indices.filter { tree[content[$0]].name == tree[node].name && tree[content[$0]].kind == .element }
            for (place, other) in zip(places, places.reversed()) { result[place] = content[other] }
        }
        return result
    }

    private mutating func members(_ node: Int) {
        let isMember = tree[node].traits.contains(.member)
        let before = isMember ? tree[node].inner.range.lowerBound - tree[node].outer.range.lowerBound : 0
        output += tree.source[tree[node].outer.range].prefix(before)
        output += [UInt8(ascii: "{"), 0x0A]
        for (index, child) in tree.children(of: node).reversed().enumerated() {
            if index > 0 { output += ",\n\t".utf8 }
            write(child)
        }
        output += [0x0A, UInt8(ascii: "}")]
    }
}

struct NoiseTests {
    @Test(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"), arguments: Corpus.packages)
    func noiseInRealFilesIsNotShown(package: Corpus.Package) throws {
        guard let zip = package.unmanaged ?? package.managed else { return }
        let snapshot = try PackageSnapshot(zip)
        let paths = snapshot.paths
        var count = 0
        for path in paths where Syntax(path: path) != nil {
            let bytes = try snapshot.read(path)
            guard bytes.count < 400_000 else { continue }
            let bench = FileBench(snapshot: snapshot, paths: paths, path: path)
            guard let editor = try bench.editor(seed: 0) else { continue }
            let noisy = NoiseMaker.noisy(editor.tree, editor.naming)
            let shown = try bench.changes(bytes, noisy).filter { $0.noise == nil }
                .map { "\($0.operation) \($0.address): \($0.before?.prefix(100) ?? "") → \($0.after?.prefix(100) ?? "")" }
            #expect(shown.isEmpty, "\(path)")
            count += 1
        }
        #expect(count > 0)
    }

    private static func changes(_ before: String, _ after: String, in path: String, extra: [ElementRule] = []) throws -> [Change] {
        let shapes = ShapeTable(extra: extra)
        func side(_ text: String) throws -> FileChanges.Side {
            let tree = try Document(Array(text.utf8), syntax: .xml, names: shapes.names).tree
            return FileChanges.Side(tree, subject: SubjectFinder.file(path), match: nil, language: nil)
        }
        return FileChanges(try side(before), try side(after), path: path, file: path, shapes: shapes) {
            try? Document($0, syntax: $1, names: shapes.names).tree
        }.changes
    }

    /// One line of the format's list of noise: the part of a file before and after, and the class.
    @Test(
        arguments: [
            (
                "CanvasApps/a.meta.xml", "<CanvasApp><Name>a</Name>", "</CanvasApp>",
                [
                    (
                        "<AppVersion>2020-01-01T00:00:00Z</AppVersion>", "<AppVersion>2021-01-01T00:00:00Z</AppVersion>",
                        NoiseClass.canvasStamp
                    ),
                    (
                        "<CreatedByClientVersion>3.1</CreatedByClientVersion>", "<CreatedByClientVersion>3.2</CreatedByClientVersion>",
                        .canvasStamp
                    ),
                    ("<MinClientVersion>3.1</MinClientVersion>", "<MinClientVersion>3.2</MinClientVersion>", .canvasStamp),
                    ("<Tags>{\"sienaVersion\":\"1-a\"}</Tags>", "<Tags>{\"sienaVersion\":\"2-b\"}</Tags>", .canvasStamp),
                    ("<DocumentUri>/a/1</DocumentUri>", "<DocumentUri>/a/2</DocumentUri>", .canvasStamp),
                    ("<BackgroundImageUri>/a/1</BackgroundImageUri>", "<BackgroundImageUri>/a/2</BackgroundImageUri>", .canvasStamp),
                    ("<IntroducedVersion>1.0</IntroducedVersion>", "<IntroducedVersion>1.1</IntroducedVersion>", .versionStamp),
                    ("<DisplayName>A</DisplayName>", "<DisplayName>B</DisplayName>", nil),
                    ("<Tags>{\"primaryFormFactor\":\"phone\"}</Tags>", "<Tags>{\"primaryFormFactor\":\"tablet\"}</Tags>", nil),
                ]
            ),
            (
                "Controls/a/ControlManifest.xml", "<manifest>", "</manifest>",
                [
                    ("<control version=\"0.1\"/>", "<control version=\"0.2\"/>", .assemblyStamp),
                    ("<control api-version=\"1.1\"/>", "<control api-version=\"1.2\"/>", .assemblyStamp),
                    ("<built-by name=\"x\" version=\"1\"/>", "<built-by name=\"x\" version=\"2\"/>", .assemblyStamp),
                    ("<control constructor=\"A\"/>", "<control constructor=\"B\"/>", nil),
                ]
            ),
            (
                "SdkMessageProcessingSteps/{1}.xml", "<SdkMessageProcessingStep SdkMessageProcessingStepId=\"{1}\">",
                "</SdkMessageProcessingStep>",
                [
                    (
                        "<PluginTypeName>A.B, A, Version=1.0.0.0, Culture=neutral</PluginTypeName>",
                        "<PluginTypeName>A.B, A, Version=1.0.1.0, Culture=neutral</PluginTypeName>", .assemblyStamp
                    ),
                    (
                        "<PluginTypeName>A.B, A, Version=1.0.0.0, Culture=neutral</PluginTypeName>",
                        "<PluginTypeName>A.C, A, Version=1.0.0.0, Culture=neutral</PluginTypeName>", nil
                    ),
                    ("<SdkMessageId>{1}</SdkMessageId>", "<SdkMessageId>{2}</SdkMessageId>", .environmentID),
                    ("<PluginTypeId>{1}</PluginTypeId>", "<PluginTypeId>{2}</PluginTypeId>", .environmentID),
                    ("<PluginTypeExportKey>{1}</PluginTypeExportKey>", "<PluginTypeExportKey>{2}</PluginTypeExportKey>", .environmentID),
                    (
                        "<ImpersonatingUserIdName>A</ImpersonatingUserIdName>", "<ImpersonatingUserIdName>B</ImpersonatingUserIdName>",
                        .environmentID
                    ),
                    ("<StateCode>0</StateCode>", "<StateCode>1</StateCode>", nil),
                ]
            ),
            (
                "Workflows/a-1.json.data.xml", "<Workflow WorkflowId=\"{1}\">", "</Workflow>",
                [
                    ("<StateCode>0</StateCode>", "<StateCode>1</StateCode>", nil),
                    ("<StatusCode>1</StatusCode>", "<StatusCode>2</StatusCode>", nil),
                    ("", "<ModernFlowType>0</ModernFlowType>", .platformDefault),
                    (
                        "", "<IsCustomProcessingStepAllowedForOtherPublishers>1</IsCustomProcessingStepAllowedForOtherPublishers>",
                        .platformDefault
                    ),
                    ("", "<ModernFlowType>1</ModernFlowType>", nil),
                ]
            ),
            (
                "Other/Solution.xml", "<ImportExportXml><SolutionManifest>", "</SolutionManifest></ImportExportXml>",
                [
                    ("<Version>1.0</Version>", "<Version>1.1</Version>", nil),
                    (
                        "<MissingDependencies><MissingDependency><Required type=\"1\" id=\"{1}\" key=\"4\" solution=\"A (1.0)\"/></MissingDependency></MissingDependencies>",
                        "<MissingDependencies><MissingDependency><Required type=\"1\" id=\"{1}\" key=\"4\" solution=\"A (1.1)\"/></MissingDependency></MissingDependencies>",
                        .versionStamp
                    ),
                    (
                        "<MissingDependencies><MissingDependency><Required type=\"1\" id=\"{1}\" key=\"4\"/></MissingDependency></MissingDependencies>",
                        "<MissingDependencies><MissingDependency><Required type=\"1\" id=\"{1}\" key=\"5\"/></MissingDependency></MissingDependencies>",
                        .renumberedKey
                    ),
                    (
                        "<MissingDependencies><MissingDependency><Required type=\"1\" id=\"{1}\"><package>A (1.0)</package></Required></MissingDependency></MissingDependencies>",
                        "<MissingDependencies><MissingDependency><Required type=\"1\" id=\"{1}\"><package>A (1.1)</package></Required></MissingDependency></MissingDependencies>",
                        .versionStamp
                    ),
                    (
                        "<LocalizedNames><LocalizedName description=\"A\" languagecode=\"1033\"/></LocalizedNames>",
                        "<LocalizedNames><LocalizedName description=\"B\" languagecode=\"1033\"/></LocalizedNames>", nil
                    ),
                ]
            ),
        ] as [(String, String, String, [(String, String, NoiseClass?)])])
    func everyClassOfTheFormatIsKnown(path: String, head: String, tail: String, lines: [(String, String, NoiseClass?)]) throws {
        for (before, after, noise) in lines {
            let changes = try Self.changes(head + before + tail, head + after + tail, in: path)
            #expect(
                changes.count == 1 && changes[0].noise == noise,
                "\(before) → \(after): \(changes.map { ($0.operation, $0.address, $0.noise) })")
        }
    }

    @Test func settingsNameFurtherNoise() throws {
        let (path, head, tail) = ("Entities/a/Entity.xml", "<Entity><Name>a</Name><EntityInfo><entity>", "</entity></EntityInfo></Entity>")
        let texts = (head + "<IsAuditEnabled>0</IsAuditEnabled>" + tail, head + "<IsAuditEnabled>1</IsAuditEnabled>" + tail)
        #expect(try Self.changes(texts.0, texts.1, in: path).map(\.noise) == [nil])
        let rule = try #require(ElementRule.configured("entity/IsAuditEnabled"))
        #expect(try Self.changes(texts.0, texts.1, in: path, extra: [rule]).map(\.noise) == [.configured])
        for place in ["", "*", "a//b", "a b", "x@", "@a/b", "x@a@b/c"] { #expect(ElementRule.configured(place) == nil, "\(place)") }
        #expect(ElementRule.configured("Workflow@Category") != nil && ElementRule.configured("*@version") != nil)
    }
}
