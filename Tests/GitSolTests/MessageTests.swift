// What the program says to a person who is mistaken: commands that cannot do what they are asked to, and every word of their answers.

import Bindings
import TestSupport
import Testing

struct MessageTests {
    private static let manifest = "sol/Other/Solution.xml"

    private func walk() throws -> CommandWalk {
        let walk = CommandWalk()
        _ = try Process.run(["cp", "-R", ExampleRepository.example, walk.directory.path + "/sol"])
        for line in ["git init -q -b main", "git add -A", "git commit -qm Orders", "git sol pack -o one.zip"] {
            try #require(walk.quietly(line).status == 0, "\(line)")
        }
        return walk
    }

    @Test func wrongWords() throws {
        let walk = try walk()
        for line in [
            "git sol chekc", "git sol check a b", "git sol check --pair one.zip", "git sol check --merge", "git sol check --merge nowhere",
            "git sol log --max-count=many", "git sol log --since=2020 --until=2010", "git sol log nowhere",
            "git sol log -- entity/contoso_ordre",
            "git sol diff nowhere", "git sol diff HEAD HEAD~9", "git sol diff --cached HEAD main", "git sol diff HEAD...nowhere",
            "git sol diff -- 'Odrer'", "git sol diff --solution Contoso", "git sol ls --kind tabel", "git sol ls nowhere",
            "git sol ls -- 'Odrer'",
            "git sol blame", "git sol blame 'Nobody knows'", "git sol show nowhere",
            "git sol merge", "git sol merge nowhere", "git sol merge --continue", "git sol merge --abort", "git sol merge-tree main",
            "git sol merge-driver one two", "git sol conflicts", "git sol resolve", "git sol resolve --ours",
            "git sol resolve --ours --theirs x",
            "git sol resolve --ours --series one x", "git sol resolve --ours --kind tabel x", "git sol resolve --ours x",
            "git sol resolve --undo x",
            "git sol rm", "git sol rm Nobody", "git sol restore Nobody", "git sol restore --source nowhere Nobody",
            "git sol mv entity/nothing x", "git sol mv 'Order Clerk' new", "git sol mv contoso_priority 'a b'",
            "git sol mv entity/contoso_order",
            "git sol schema nothing", "git sol help nothing", "git sol hook nothing", "git sol install --worktree",
            "git sol apply nothing.json",
        ] { try walk.type(line) }
        try Golden.expect(walk.story, is: "messages-words.txt")
    }

    @Test func wrongPackages() throws {
        let walk = try walk()
        for line in [
            "git sol pack --managed --unmanaged", "git sol pack --both -o -", "git sol pack -o one.txt", "git sol pack nowhere -o x.zip",
            "git sol unpack", "git sol unpack nothing.zip", "git sol unpack sol", "git sol unpack one.zip one.zip -d out",
            "git sol unpack one.zip --packagetype managed -d out", "git sol unpack one.zip --packagetype both -d out",
            "git sol import", "git sol import nothing.zip", "git sol import one.zip one.zip",
            "git sol version 1.2.x.y", "git sol version 1.2.0.0 --bump minor", "git sol version --bump patches",
            "git sol version --bump auto",
            "git sol tag", "git sol tag --list --verify", "git sol tag --list more", "git sol tag --verify", "git sol tag --verify v1",
            "git sol tag --unmanaged one.zip", "git sol tag --unmanaged one.zip --managed one.zip", "git sol tag 9.9.9.9",
            "git sol tag -m '-----BEGIN PGP SIGNATURE-----'",
        ] { try walk.type(line) }
        try Golden.expect(walk.story, is: "messages-packages.txt")
    }

    @Test func wrongPlaces() throws {
        let walk = try walk()
        try walk.type("mkdir empty && cd empty && git init -q && git sol status && git sol log")
        try walk.type("cd empty && git sol merge main")
        try walk.type("cd empty && git sol pack")
        try walk.type("cd empty && git sol tag")
        try walk.type("git init -q --bare bare.git && git -C bare.git sol merge main")
        try walk.type("git -C bare.git sol rm x")
        try walk.type("cp -R sol other && git sol version --bump minor")
        try walk.type("git sol pack -o two.zip")
        try walk.type("rm -rf other && git checkout -q --orphan alone && git commit -qm Alone && git sol merge main")
        try walk.type("git sol merge-tree main alone")
        try walk.type("git checkout -q main && git checkout -qb topic && git commit -q --allow-empty -m topic && git checkout -q main")
        try walk.type("git commit -q --allow-empty -m main && git sol merge --ff-only topic")
        try walk.edit(Self.manifest, "<Version>1.0.0.0</Version>", "<Version>one</Version>")
        try walk.type("git sol version")
        try walk.type("git sol version --bump minor")
        try walk.type("git sol pack -o three.zip")
        try walk.edit(Self.manifest, "<Version>one</Version>", "<Version>1.0.0.0")
        try walk.type("git sol status")
        try walk.type("git sol check")
        try walk.type("git sol pack -o three.zip")
        try walk.type("git -c sol.limitEntries=none sol ls one.zip")
        try Golden.expect(walk.story, is: "messages-places.txt")
    }
}
