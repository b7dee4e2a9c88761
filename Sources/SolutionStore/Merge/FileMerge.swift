// The merge of one file: as a document where it is one, as git merges lines where it is not, and never in between.

internal import Bindings
public import SolutionCore

/// What became of a file that both sides changed.
public struct FileMerge {
    public enum Way: String, Sendable {
        /// One side did nothing, or both did the same.
        case trivial
        case document
        /// As git merges lines.
        case lines
        /// Ours stays, and a person must choose.
        case binary
    }

    public let way: Way
    public let bytes: [UInt8]
    public let conflicts: [Conflict]
    public let decisions: [Decision]
    public let isClean: Bool
    /// Why it was not merged as the document that it should be.
    public let doubt: String?

    fileprivate init(
        _ way: Way, _ bytes: [UInt8], conflicts: [Conflict] = [], decisions: [Decision] = [], isClean: Bool = true,
        doubt: String? = nil
    ) {
        self.way = way
        self.bytes = bytes
        self.conflicts = conflicts
        self.decisions = decisions
        self.isClean = isClean
        self.doubt = doubt
    }
}

/// Merges files of a solution.
public struct FileMerger {
    let rules: RepositoryRules
    private let markers: MarkerStyle
    /// How many differences a document may have: with more, lines are merged, which takes no longer than git does.
    private let limit: Int

    public init(_ rules: RepositoryRules, markers: MarkerStyle = MarkerStyle(), limit: Int = 500_000) {
        self.rules = rules
        self.markers = markers
        self.limit = limit
    }

    var shapes: ShapeTable { rules.shapes }

    /// `path` is that in the solution's folder; what else is in `folder` tells what the file belongs to. Without a base
    /// both sides added the file.
    public func merge(
        base: [UInt8]?, ours: [UInt8], theirs: [UInt8], path: String, in folder: String = ""
    ) throws(StoreError) -> FileMerge {
        let finder = SubjectFinder(LooseFiles(), folder: folder, language: nil, names: shapes.names)
        return try merge(base: base, ours: ours, theirs: theirs, path: path, finder: finder)
    }

    func merge(
        base: [UInt8]?, ours: [UInt8], theirs: [UInt8], path: String, finder: SubjectFinder
    ) throws(StoreError) -> FileMerge {
        let texts = Sides(base: base, ours: ours, theirs: theirs)
        if let settled = texts.undisputed { return FileMerge(.trivial, settled) }
        if !texts.all.allSatisfy(Content.isText) {
            let values = Sides<String?>(base: base.map(Content.summary), ours: Content.summary(ours), theirs: Content.summary(theirs))
            let conflict = conflict(path, finder, values, .content, trail: [Change.Step(noun: "binary content", label: nil)])
            return FileMerge(.binary, ours, conflicts: [conflict], isClean: false)
        }
        guard let syntax = Syntax(path: path) else { return try lines(texts, path, finder, doubt: nil) }
        let documents: Sides<Document>
        do throws(ParseError) {
            documents = try self.documents(texts, syntax)
        } catch {
            if let crossed = try crossed(texts, path, finder) { return crossed }
            return try lines(texts, path, finder, doubt: "line \(error.line): \(error.message)")
        }
        let states = documents.map { document in
            finder.side(path, document.tree)
        }
        do {
            let merge = try DocumentMerge(states, path: path, tools: tools)
            let bytes = try documents.ours.encode(merge.text(markers))
            if !merge.isClean, let proven = try provenLines(texts, states, path) { return proven }
            return FileMerge(.document, bytes, conflicts: merge.conflicts, decisions: merge.decisions, isClean: merge.isClean)
        } catch let doubt as MergeDoubt {
            guard doubt == .unproven else { return try lines(texts, path, finder, doubt: doubt.words) }
            return try doubtful(texts, documents, states, path, finder)
        } catch let error as StoreError {
            throw error
        } catch {
            return try lines(texts, path, finder, doubt: "it cannot be written in its encoding")
        }
    }

    private var tools: MergeTools {
        MergeTools(
            shapes: shapes, parse: { [shapes] in try? Document($0, syntax: $1, names: shapes.names).tree },
            mergeLines: { texts in
                guard let merged = try? Bindings.mergeLines(base: texts.base, ours: texts.ours, theirs: texts.theirs), merged.isClean
                else { return nil }
                return merged.bytes
            }, limit: limit, rules: rules.merging)
    }

    /// As git would, whatever the file is.
    public func mergeLines(base: [UInt8]?, ours: [UInt8], theirs: [UInt8]) throws(StoreError) -> FileMerge {
        let texts = Sides(base: base, ours: ours, theirs: theirs)
        if !texts.all.allSatisfy(Content.isText) { return FileMerge(.binary, ours, isClean: false) }
        let merged = try lineMerge(texts, markers)
        return FileMerge(.lines, merged.bytes, isClean: merged.isClean)
    }

    // MARK: - Documents

    private func documents(_ texts: Sides<[UInt8]>, _ syntax: Syntax) throws(ParseError) -> Sides<Document> {
        var texts = texts
        if texts.base?.isEmpty ?? false { texts.base = nil }
        return try texts.map { (text) throws(ParseError) in try Document(text, syntax: syntax, names: shapes.names) }
    }

    /// With a base that is itself the merge of two, and in conflict: what comes of either of the two, where that is the same.
    private func crossed(_ texts: Sides<[UInt8]>, _ path: String, _ finder: SubjectFinder) throws(StoreError) -> FileMerge? {
        guard let marked = texts.base.map({ MarkedFile($0) }), !marked.regions.isEmpty else { return nil }
        func merged(_ choice: ConflictChoice) throws(StoreError) -> FileMerge {
            let base = marked.bytes(of: ConflictRegion.replacing(in: marked.text) { $0.bytes(choice) }) ?? []
            return try merge(base: base, ours: texts.ours, theirs: texts.theirs, path: path, finder: finder)
        }
        let (one, other) = (try merged(.ours), try merged(.theirs))
        let isSure = [one, other].allSatisfy { $0.isClean && $0.doubt == nil }
        return isSure && one.bytes == other.bytes ? one : nil
    }

    // MARK: - Lines

    /// Git's own result, where it has no conflict and says exactly what both sides said.
    private func provenLines(
        _ texts: Sides<[UInt8]>, _ states: Sides<FileChanges.Side>, _ path: String
    ) throws(StoreError) -> FileMerge? {
        guard states.base != nil else { return nil }
        let merged = try lineMerge(texts, markers)
        guard merged.isClean,
            let tree = try? Document(merged.bytes, syntax: states.ours.tree.syntax, names: shapes.names).tree,
            DocumentMerge.isProven(tree, states, path: path, shapes: shapes)
        else { return nil }
        return FileMerge(.lines, merged.bytes)
    }

    /// Git's own result, unless git has no conflict and says something else than both sides did: then a person must look.
    private func doubtful(
        _ texts: Sides<[UInt8]>, _ documents: Sides<Document>, _ states: Sides<FileChanges.Side>, _ path: String,
        _ finder: SubjectFinder
    ) throws(StoreError) -> FileMerge {
        let doubt = MergeDoubt.unproven.words
        let merged = try lines(texts, path, finder, doubt: doubt)
        if !merged.isClean { return merged }
        if try provenLines(texts, states, path) != nil { return merged }
        let whole = MarkedText.whole(documents.map(\.tree.source), markers)
        guard let bytes = try? documents.ours.encode(whole) else { return merged }
        return FileMerge(.lines, bytes, conflicts: [try conflict(texts, bytes, path, finder)], isClean: false, doubt: doubt)
    }

    private func lines(
        _ texts: Sides<[UInt8]>, _ path: String, _ finder: SubjectFinder, doubt: String?
    ) throws(StoreError) -> FileMerge {
        let merged = try lineMerge(texts, markers)
        return FileMerge(
            .lines, merged.bytes, conflicts: merged.isClean ? [] : [try conflict(texts, merged.bytes, path, finder)],
            isClean: merged.isClean, doubt: doubt)
    }

    /// In ours' encoding: lines of other bytes than ASCII's are found only in a text that is read.
    private func lineMerge(_ texts: Sides<[UInt8]>, _ style: MarkerStyle) throws(StoreError) -> LineMergeResult {
        let files = texts.map { MarkedFile($0) }
        if files.all.contains(where: { $0.encoding != .utf8 }), files.all.allSatisfy(files.ours.canTakeLines) {
            let merged = try lineMerge(plain: files.map(\.text), style)
            if let bytes = files.ours.bytes(of: merged.bytes) { return LineMergeResult(bytes: bytes, isClean: merged.isClean) }
        }
        return try lineMerge(plain: texts, style)
    }

    private func lineMerge(plain texts: Sides<[UInt8]>, _ style: MarkerStyle) throws(StoreError) -> LineMergeResult {
        do throws(GitError) {
            return try Bindings.mergeLines(
                base: texts.base, ours: texts.ours, theirs: texts.theirs,
                options: LineMergeOptions(
                    style: !style.showsBase ? .merge : style.trimsLines ? .zdiff3 : .diff3, markerSize: style.size, baseLabel: style.base,
                    oursLabel: style.ours,
                    theirsLabel: style.theirs))
        } catch {
            throw StoreError(error, doing: "merge lines")
        }
    }

    /// One conflict for all places of a marked text, told by the lines of the first.
    private func conflict(
        _ texts: Sides<[UInt8]>, _ marked: [UInt8], _ path: String, _ finder: SubjectFinder
    ) throws(StoreError) -> Conflict {
        let marked = MarkedFile(marked)
        let regions = marked.regions
        guard let first = regions.first else { return conflict(path, finder, Sides<String?>(base: nil, ours: nil, theirs: nil), .thing) }
        // Where the markers leave out what was before, it is merged once more to see it.
        var base = first.base
        if base == nil, texts.base != nil {
            var style = markers
            (style.showsBase, style.trimsLines) = (true, false)
            base = MarkedFile(try lineMerge(texts, style).bytes).regions.first?.base
        }
        func words(_ lines: ArraySlice<UInt8>) -> String { String(decoding: lines, as: UTF8.self) }
        return conflict(
            path, finder, Sides<String?>(base: base.map(words), ours: words(first.ours), theirs: words(first.theirs)),
            .lines(places: regions.count, first: first.line(in: marked.text)))
    }

    private func conflict(
        _ path: String, _ finder: SubjectFinder, _ values: Sides<String?>, _ extent: Conflict.Extent, trail: [Change.Step] = []
    ) -> Conflict {
        let subject = finder.subject(of: path, nil)
        return Conflict(
            reason: .bothChanged, address: subject.address, subject: subject, trail: trail, base: values.base ?? nil, ours: values.ours,
            theirs: values.theirs, extent: extent)
    }
}

extension MergeDoubt {
    fileprivate var words: String {
        switch self {
        case .tooMuch: "too much differs"
        case .unproven: "its parts cannot be told apart with certainty"
        }
    }
}

/// The files of the disk, never listed as a whole: where one file is of interest and perhaps those beside it.
final class LooseFiles: Snapshot {
    let name = ""
    let paths: [String] = []

    func has(_ path: String) -> Bool { Files.exists(path) }

    func files(in folder: String) -> [String] {
        ((try? Walk.list(folder.isEmpty ? "." : folder, details: false) { _ in false }) ?? []).filter {
            $0.kind == .file && !$0.path.contains("/")
        }
        .map(\.path)
    }

    func read(_ path: String) throws(StoreError) -> [UInt8] {
        do throws(SystemError) { return try Files.readContent(path) } catch { throw StoreError(error) }
    }
}
