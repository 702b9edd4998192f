/// A command of the W3C's WebDriver protocol (https://www.w3.org/TR/webdriver2/#endpoints), which
/// Firefox's own Marionette knows by another name.
enum Command {
    case newSession, endSession
    case open, back, forward, reload
    case run, cookies, screenshot
    case handle, newWindow, switchWindow, closeWindow, minimise, resize
    case find, click(element: String), type(element: String), actions

    /// The method, and the path below the session; the one command without a session makes it.
    var endpoint: (method: String, path: String) {
        switch self {
        case .newSession: ("POST", "")
        case .endSession: ("DELETE", "")
        case .open: ("POST", "/url")
        case .back: ("POST", "/back")
        case .forward: ("POST", "/forward")
        case .reload: ("POST", "/refresh")
        case .run: ("POST", "/execute/sync")
        case .cookies: ("GET", "/cookie")
        case .screenshot: ("GET", "/screenshot")
        case .handle: ("GET", "/window")
        case .newWindow: ("POST", "/window/new")
        case .switchWindow: ("POST", "/window")
        case .closeWindow: ("DELETE", "/window")
        case .minimise: ("POST", "/window/minimize")
        case .resize: ("POST", "/window/rect")
        case .find: ("POST", "/element")
        case .click(let element): ("POST", "/element/\(element)/click")
        case .type(let element): ("POST", "/element/\(element)/value")
        case .actions: ("POST", "/actions")
        }
    }

    /// https://searchfox.org/mozilla-central/source/remote/marionette/driver.sys.mjs
    var marionetteName: String {
        switch self {
        case .newSession: "WebDriver:NewSession"
        case .endSession: "Marionette:Quit"
        case .open: "WebDriver:Navigate"
        case .back: "WebDriver:Back"
        case .forward: "WebDriver:Forward"
        case .reload: "WebDriver:Refresh"
        case .run: "WebDriver:ExecuteScript"
        case .cookies: "WebDriver:GetCookies"
        case .screenshot: "WebDriver:TakeScreenshot"
        case .handle: "WebDriver:GetWindowHandle"
        case .newWindow: "WebDriver:NewWindow"
        case .switchWindow: "WebDriver:SwitchToWindow"
        case .closeWindow: "WebDriver:CloseWindow"
        case .minimise: "WebDriver:MinimizeWindow"
        case .resize: "WebDriver:SetWindowRect"
        case .find: "WebDriver:FindElement"
        case .click: "WebDriver:ElementClick"
        case .type: "WebDriver:ElementSendKeys"
        case .actions: "WebDriver:PerformActions"
        }
    }
}
