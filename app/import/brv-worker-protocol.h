/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How the client, the zygote and the workers talk. All are of one build and on one machine, so
 * numbers are in its own byte order.
 *
 * The client starts a zygote of the profile that it wants, with a socket of the kind SEQPACKET as
 * stdin. Each message on it is a BrvWorkerStart with three descriptors: a sealed memory file, the
 * writing end of a pipe for the answer, and that of another for the status. The memory file holds
 * a message EXTRACT, PAGES or DECODE with JSON, then the document's bytes, then those of the files
 * that came along with it, to its end; the answer is one message RESULT or FAILURE; the status is an int as waitpid() gives it, which the zygote
 * writes after the worker's end. A client that does not want the answer any more closes its end of
 * the status' pipe, and the worker is killed.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BRV_WORKER_MAGIC   0x31575242u /* "BRW1" */
#define BRV_WORKER_PROGRAM "brevier-import-worker"

#define BRV_WORKER_PROFILE_EXTRACT "extract"
#define BRV_WORKER_PROFILE_DRAW    "draw"

#define BRV_WORKER_N_FDS 3

/* A wish for a worker. */
typedef struct
{
  guint32 magic;
  guint32 wall_ms;
  guint64 memory_bytes;
  guint64 cpu_s;
} BrvWorkerStart;

typedef enum
{
  BRV_WORKER_EXTRACT = 1, /* sources of a document */
  BRV_WORKER_PAGES,       /* its pages, one by one */
  BRV_WORKER_DECODE,      /* an image as pixels */
  BRV_WORKER_RESULT,      /* its body: brv-worker-answer.h */
  BRV_WORKER_FAILURE,
} BrvWorkerMessage;

typedef struct
{
  guint32 magic;
  guint32 kind;   /* BrvWorkerMessage */
  guint64 length; /* bytes that follow: JSON, but for RESULT */
} BrvWorkerHeader;

typedef enum
{
  BRV_WORKER_PAGE_PICTURE = 1,
  BRV_WORKER_PAGE_AREAS, /* where its letters stand */
} BrvWorkerPageWish;

/* A wish for something of a page. */
typedef struct
{
  guint32 magic;
  guint32 wish; /* BrvWorkerPageWish */
  guint32 page; /* from 0 */
  guint32 reserved;
  double scale; /* pixels a point */
} BrvWorkerPageRequest;

/* Members of a request's JSON object. */
#define BRV_WORKER_NAME       "name"
#define BRV_WORKER_MEDIA_TYPE "media-type"
#define BRV_WORKER_ADDRESS    "address"
#define BRV_WORKER_CHARSET    "charset"
#define BRV_WORKER_PASSWORD   "password"
#define BRV_WORKER_TEXT       "text" /* of the source whose pages are wanted */
#define BRV_WORKER_ORIGIN     "origin"
#define BRV_WORKER_MAX_PX     "max-px" /* of the longer side */
#define BRV_WORKER_PIXELS     "pixels" /* of an image nothing else is wanted */
#define BRV_WORKER_FILES      "files"  /* an array of objects with a name and a length in bytes */
#define BRV_WORKER_LENGTH     "length"
/* Members of a failure's. */
#define BRV_WORKER_CODE   "code"
#define BRV_WORKER_DETAIL "detail"

G_END_DECLS
