/* The floor under any tool that rewrites pages: copies bytes on two threads and does nothing else.
 *
 *     copier plain FROM TO         reads and writes each page once, by its path
 *     copier handles ROOT BYTES    rewrites each page in place, larger by so many bytes, with the
 *                                  injector's own system calls: directory handles, temporary file,
 *                                  gathered write, rename
 *     copier read ROOT             reads each page by directory handles, and writes nothing
 *
 * Pages are *.html; folders of TO are made on the way. Ends with 1 at the first call that fails.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <err.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { THREADS = 2, BATCH = 64, FOLDERS = 1 << 16, PAGES = 1 << 20 };

static char *folders[FOLDERS], *names[PAGES];
static int folder_of[PAGES], folder_count, page_count;
static int root, target = -1;
static size_t block_size;
static char block[1 << 16];
static atomic_int next_batch;

static int is_page(const char *name) {
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".html") == 0;
}

/* Lists a folder ("" is the root, others end in '/') and what lies below it. */
static void list(char *path) {
    int index = folder_count++;
    folders[index] = path;
    int own = openat(root, *path ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = fdopendir(own);
    if (index == FOLDERS - 1 || !stream) err(1, "%s", path);
    if (target >= 0 && *path && mkdirat(target, path, 0777)) err(1, "%s", path);
    for (struct dirent *entry; (entry = readdir(stream));) {
        if (entry->d_type == DT_REG && is_page(entry->d_name) && page_count < PAGES) {
            folder_of[page_count] = index;
            names[page_count++] = strdup(entry->d_name);
        } else if (entry->d_type == DT_DIR && strcmp(entry->d_name, ".")
                   && strcmp(entry->d_name, "..")) {
            char *below;
            if (asprintf(&below, "%s%s/", path, entry->d_name) < 0) err(1, NULL);
            list(below);
        }
    }
    closedir(stream);
}

static void read_page(int file, struct stat *status, char **buffer, size_t *capacity) {
    if (file < 0 || fstat(file, status)) err(1, "open");
    size_t size = status->st_size;
    if (*capacity <= size) *buffer = realloc(*buffer, *capacity = size * 2 + 1);
    if (read(file, *buffer, size + 1) != (ssize_t)size) err(1, "read");
    close(file);
}

static void copy_by_path(int page, char **buffer, size_t *capacity) {
    char path[4096];
    struct stat status;
    snprintf(path, sizeof path, "%s%s", folders[folder_of[page]], names[page]);
    read_page(openat(root, path, O_RDONLY | O_CLOEXEC), &status, buffer, capacity);
    int file = openat(target, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0 || write(file, *buffer, status.st_size) != status.st_size) err(1, "%s", path);
    close(file);
}

static void rewrite_by_handle(int page, int folder, char **buffer, size_t *capacity) {
    char temporary[32];
    struct stat status, created, now;
    const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    read_page(openat(folder, names[page], flags), &status, buffer, capacity);
    if (!block_size) return;
    snprintf(temporary, sizeof temporary, ".copier-%016x.tmp", page);
    int file = openat(
        folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0777);
    if (file < 0 || fstat(file, &created)) err(1, "%s", temporary);
    if (created.st_mode != status.st_mode && fchmod(file, status.st_mode & 07777))
        err(1, "%s", temporary);
    size_t size = status.st_size, half = size / 2;
    struct iovec parts[] = {{*buffer, half}, {block, block_size}, {*buffer + half, size - half}};
    if (writev(file, parts, 3) != (ssize_t)(size + block_size) || close(file))
        err(1, "%s", temporary);
    if (fstatat(folder, names[page], &now, AT_SYMLINK_NOFOLLOW) || now.st_ino != status.st_ino
        || renameat(folder, temporary, folder, names[page]))
        err(1, "%s", names[page]);
}

static void *work(void *unused) {
    char *buffer = NULL;
    size_t capacity = 0;
    int folder = -1, open_folder = -1;
    for (int start; (start = atomic_fetch_add(&next_batch, 1) * BATCH) < page_count;) {
        for (int page = start; page < start + BATCH && page < page_count; page++) {
            if (target >= 0) {
                copy_by_path(page, &buffer, &capacity);
                continue;
            }
            if (open_folder != folder_of[page]) {
                if (folder >= 0) close(folder);
                open_folder = folder_of[page];
                char *path = folders[open_folder];
                folder = openat(root, *path ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            }
            rewrite_by_handle(page, folder, &buffer, &capacity);
        }
    }
    return unused;
}

int main(int count, char **arguments) {
    int is_plain = count == 4 && !strcmp(arguments[1], "plain");
    int is_handles = count == 4 && !strcmp(arguments[1], "handles");
    if (!is_plain && !is_handles && (count != 3 || strcmp(arguments[1], "read")))
        errx(64, "see the source");
    root = open(arguments[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (is_plain) {
        mkdir(arguments[3], 0777);
        target = open(arguments[3], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (target < 0) err(1, "%s", arguments[3]);
    } else if (is_handles) {
        block_size = strtoul(arguments[3], NULL, 10);
        if (!block_size || block_size > sizeof block) errx(64, "no block, or too large a one");
        memset(block, ' ', block_size);
    }
    list("");
    pthread_t threads[THREADS];
    for (int index = 0; index < THREADS; index++)
        if (pthread_create(&threads[index], NULL, work, NULL)) err(1, "thread");
    for (int index = 0; index < THREADS; index++) pthread_join(threads[index], NULL);
}
