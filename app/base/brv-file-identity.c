/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/brv-file-identity.h"

#include <sys/stat.h>

static BrvFileIdentity
identity_of_state (const struct stat *state)
{
  return (BrvFileIdentity){
    .device = state->st_dev,
    .inode = state->st_ino,
    .size_bytes = state->st_size,
    .modified_ns = state->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + state->st_mtim.tv_nsec,
  };
}

/**
 * brv_file_identity_of:
 * @path: a path; symbolic links are followed
 *
 * Returns: what the file at @path can be known by, all zero if there is none
 */
BrvFileIdentity
brv_file_identity_of (const char *path)
{
  struct stat state;

  if (stat (path, &state) != 0)
    return (BrvFileIdentity){ 0 };
  return identity_of_state (&state);
}

/**
 * brv_file_identity_of_fd:
 * @fd: an open file
 *
 * Returns: what the file can be known by, all zero if it cannot be asked
 */
BrvFileIdentity
brv_file_identity_of_fd (int fd)
{
  struct stat state;

  if (fstat (fd, &state) != 0)
    return (BrvFileIdentity){ 0 };
  return identity_of_state (&state);
}

/**
 * brv_file_identity_equal:
 * @a: an identity
 * @b: another
 *
 * Returns: whether both are of one file in one state
 */
gboolean
brv_file_identity_equal (BrvFileIdentity a, BrvFileIdentity b)
{
  return a.device == b.device && a.inode == b.inode && a.size_bytes == b.size_bytes &&
         a.modified_ns == b.modified_ns;
}
