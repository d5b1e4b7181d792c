/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The program whose processes parse foreign bytes. Used as brevier-import-worker PROFILE, with a
 * socket as stdin: see brv-worker-zygote.c and brv-worker-protocol.h.
 */

#define _GNU_SOURCE /* close_range() */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "import/brv-worker-protocol.h"
#include "import/brv-worker-task.h"
#include "import/brv-worker-zygote.h"

int
main (int argc, char *argv[])
{
  /* What the client's other threads had open when they started us is no business of ours. */
  close_range (STDERR_FILENO + 1, ~0U, 0);
  /* Nobody may take extensions of a library for what the cage is closed around. */
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  g_setenv ("GIO_MODULE_DIR", "/nonexistent", TRUE);
  if (argc == 2 && strcmp (argv[1], BRV_WORKER_PROFILE_EXTRACT) == 0)
    return brv_worker_zygote_run (BRV_CAGE_EXTRACT);
  if (argc == 2 && strcmp (argv[1], BRV_WORKER_PROFILE_DRAW) == 0)
    return brv_worker_zygote_run (BRV_CAGE_DRAW);
  return BRV_WORKER_EXIT_USAGE;
}
