/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ends of a worker that are no crash of a parser. */
#define BRV_WORKER_EXIT_USAGE   2
#define BRV_WORKER_EXIT_CAGE    3
#define BRV_WORKER_EXIT_REQUEST 4
#define BRV_WORKER_EXIT_ANSWER  5

int brv_worker_task_run (void);

G_END_DECLS
