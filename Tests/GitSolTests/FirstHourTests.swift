// The first hour of a new user, command by command: what each prints is a golden that a person has read.

import Bindings
import TestSupport
import Testing

struct FirstHourTests {
    private static let table = "ContosoOrders/Entities/contoso_Order/Entity.xml"
    private static let flow = "ContosoOrders/Workflows/Notifyaboutorders-8F0E8A53-7D1B-4E9F-8A53-2F4B6F1C3D02.json.data.xml"
    private static let role = "ContosoOrders/Roles/Order Clerk.xml"

    @Test func aFirstHour() throws {
        let walk = CommandWalk()
        _ = try Process.run(["cp", "-R", ExampleRepository.example, walk.directory.path + "/source"])
        try #require(walk.type("git sol pack source -o Orders.zip").status == 0)
        try #require(walk.type("git init -q -b main && rm -rf source && echo '*.zip' > .git/info/exclude").status == 0)

        walk.say("setting up")
        try walk.type("git sol init")
        try walk.type("git sol ls Orders.zip")
        try walk.type("git sol unpack Orders.zip -d ContosoOrders")
        try walk.type("git sol status")
        try walk.type("rm -rf ContosoOrders && git sol import --commit Orders.zip")
        try walk.type("git sol log")

        walk.say("a change of one's own")
        try walk.edit(Self.table, "description=\"Total\"", "description=\"Grand total\"")
        try walk.edit(Self.flow, "<StateCode>1</StateCode>", "<StateCode>0</StateCode>")
        try walk.edit(Self.role, "level=\"Basic\"", "level=\"Deep\"")
        try walk.type("git sol status")
        try walk.type("git sol diff")
        try walk.type("git sol restore 'security role Order Clerk'")
        try walk.type("git sol restore --force 'Order Clerk'")
        try walk.type("git commit -qam 'Say that it is all' && git sol show --stat")
        try walk.type("git sol blame 'Order Clerk'")

        walk.say("two people")
        try walk.type("git checkout -qb topic HEAD~1")
        try walk.edit(Self.table, "description=\"Total\"", "description=\"Sum\"")
        try walk.edit(Self.role, "name=\"Order Clerk\"", "name=\"Order Desk\"")
        try walk.type("git sol diff --stat")
        try walk.type("git commit -qam 'Call it a sum' && git checkout -q main")
        try walk.type("git sol merge topic")
        try walk.type("git sol status")
        try walk.type("git sol conflicts")
        try walk.type("git sol resolve --theirs --kind column '**'")
        try walk.type("git sol check --merge")
        try walk.type("git sol merge --continue")
        try walk.type("git sol log --oneline")

        walk.say("a release")
        try walk.type("git sol check")
        try walk.type("git sol version --bump minor")
        try walk.type("git commit -qam 'Next version'")
        try walk.type("git sol pack HEAD -o Next.zip")
        try walk.type("git sol diff Orders.zip Next.zip")
        try walk.type("git sol tag")
        try walk.type("git sol tag --verify v9.9.9.9")
        try walk.type("git sol rm 'Active Orders'")
        try walk.type("git sol rm 'cloud flow Notify about orders'")
        try walk.type("git sol status")
        try Golden.expect(walk.story, is: "first-hour.txt")
    }
}
