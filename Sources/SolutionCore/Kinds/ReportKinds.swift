// The table of kinds: reports and templates of mail, contracts, articles and mail merge.

let reportKinds: [Kind] = [
    Kind(
        "report", "report", codes: [31, "report"], path: "Reports/Report",
        places: [.file("Reports/{language}/{key}/{name}.data.xml", "Report")],
        key: ["reportid"], label: ["LocalizedNames/LocalizedName[languagecode]@description", "name"]),
    Kind(
        "emailtemplate", "e-mail template", codes: [36, "template"], path: "Templates/EmailTemplates/EmailTemplate",
        places: [.file("Templates/EmailTemplates.xml", "EmailTemplates/EmailTemplate")],
        key: ["templateid|TemplateId|EmailTemplateId", "LanguageCode|languagecode"], label: ["title|Title"]),
    Kind(
        "contracttemplate", "contract template", codes: [37, "contracttemplate"],
        path: "Templates/ContractTemplates/ContractTemplate",
        places: [.file("Templates/ContractTemplates.xml", "ContractTemplates/ContractTemplate")],
        key: ["contracttemplateid|ContractTemplateId"], label: ["name|Name"]),
    Kind(
        "articletemplate", "article template", codes: [38, "kbarticletemplate"],
        path: "Templates/KBArticleTemplates/KBArticleTemplate",
        places: [.file("Templates/KBArticleTemplates.xml", "KBArticleTemplates/KBArticleTemplate")],
        key: ["kbarticletemplateid|KbArticleTemplateId|KBArticleTemplateId"], label: ["title|Title"]),
    Kind(
        "mailmergetemplate", "mail merge template", codes: [39, "mailmergetemplate"],
        path: "Templates/MailMergeTemplates/MailMergeTemplate",
        places: [.file("Templates/MailMergeTemplates.xml", "MailMergeTemplates/MailMergeTemplate")],
        key: ["mailmergetemplateid|MailMergeTemplateId"], label: ["name|Name"]),
]
