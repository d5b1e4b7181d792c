/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How the client and the worker talk. Both are of one build and on one machine, so numbers are
 * in its own byte order.
 *
 * The worker's stdin is a sealed memory file: a message REQUEST with JSON, then the document's
 * bytes to its end. Its stdout is a pipe that takes one message RESULT or FAILURE.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BRV_WORKER_MAGIC   0x31575242u /* "BRW1" */
#define BRV_WORKER_PROGRAM "brevier-import-worker"

typedef enum
{
  BRV_WORKER_REQUEST = 1,
  BRV_WORKER_RESULT, /* its body: brv-worker-answer.h */
  BRV_WORKER_FAILURE,
} BrvWorkerMessage;

typedef struct
{
  guint32 magic;
  guint32 kind;   /* BrvWorkerMessage */
  guint64 length; /* bytes that follow: JSON, but for RESULT */
} BrvWorkerHeader;

/* Members of a request's JSON object. */
#define BRV_WORKER_NAME       "name"
#define BRV_WORKER_MEDIA_TYPE "media-type"
#define BRV_WORKER_ADDRESS    "address"
#define BRV_WORKER_CHARSET    "charset"
#define BRV_WORKER_PASSWORD   "password"
#define BRV_WORKER_ORIGIN     "origin"
/* Members of a failure's. */
#define BRV_WORKER_CODE   "code"
#define BRV_WORKER_DETAIL "detail"

G_END_DECLS
