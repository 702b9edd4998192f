/// How a run ended, as its exit code tells. Thrown to end a command once all has been printed.
enum ExitStatus: Int32, Error {
    /// Pages have drifted, or there are warnings under `--strict`.
    case findings = 1
    /// The manifest, the dictionary or a root can't be used; nothing was written.
    case inputErrors = 65
    /// A defect of Callbox.
    case defect = 70
    /// Something couldn't be read or written.
    case diskError = 74
}
