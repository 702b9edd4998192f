import CallboxKit
import Foundation

// A site generator of a few lines: each page gets its block as it is made, before it is written.
let pages = [
    "index.html": ("Anvils", "How to drop one."),
    "guide.html": ("Guide", "Stand clear."),
    "legal.html": ("Terms", "Anvils fall at your own risk."),
]

let plan: CallboxPlan
do {
    plan = try CallboxPlan(manifest: Array(Data(contentsOf: URL(filePath: "callbox.yml"))))
} catch let error as CallboxInputError {
    for problem in error.problems {
        print("\(problem.path ?? "callbox.yml"):\(problem.line ?? 1): \(problem.message)")
    }
    exit(65)
}

try FileManager.default.createDirectory(atPath: "public", withIntermediateDirectories: true)
for (file, page) in pages {
    let html = """
        <!doctype html>
        <html lang="en">
          <head><meta charset="utf-8"><title>\(page.0)</title></head>
          <body><h1>\(page.0)</h1><p>\(page.1)</p></body>
        </html>

        """
    let finished = plan.page(Array(html.utf8), file: file, of: "docs")
    try Data(finished).write(to: URL(filePath: "public/\(file)"))
}
