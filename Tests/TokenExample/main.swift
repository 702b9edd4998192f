import Crypto
import Foundation

func part(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        .replacing("=", with: "")
}

func makeToken(userID: String, claims: [String: String] = [:], secret: String) throws -> String {
    var body: [String: Any] = claims
    body["user_id"] = userID
    body["exp"] = Int(Date().timeIntervalSince1970) + 300
    let head = part(Data(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
    let text = try "\(head).\(part(JSONSerialization.data(withJSONObject: body)))"
    let key = SymmetricKey(data: Data(secret.utf8))
    let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)
    return "\(text).\(part(Data(code)))"
}

let (userID, email) = (CommandLine.arguments[1], CommandLine.arguments[2])
let secret = ProcessInfo.processInfo.environment["INTERCOM_SECRET"] ?? ""
print(try makeToken(userID: userID, claims: ["email": email], secret: secret))
