/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <unistd.h>

#include "import/brv-worker-io.h"

/**
 * brv_worker_io_write:
 * @fd: a pipe, a socket or a memory file
 * @data: (array length=length): bytes
 * @length: how many
 *
 * Writes all of @data, however few bytes the other side takes at a time.
 *
 * Returns: %FALSE with errno set if it could not
 */
gboolean
brv_worker_io_write (int fd, const void *data, gsize length)
{
  const char *p = data;

  while (length > 0)
    {
      ssize_t n = write (fd, p, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      p += n;
      length -= (gsize)n;
    }
  return TRUE;
}
