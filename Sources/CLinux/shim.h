// Declared by hand: Glibc's module leaves out what needs _GNU_SOURCE.

/// Waits until everything written to the file system of an open file lies on its disk; syncfs(2).
int syncfs(int descriptor);
