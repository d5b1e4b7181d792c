/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A layer below SQLite in which one operation of a kind fails: its allocations, and what it does to
 * the files of a working copy. Of all threads, since a journal has its own.
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

typedef enum
{
  FAULT_MEMORY,
  FAULT_OPEN,
  FAULT_READ,
  FAULT_WRITE,
  FAULT_FULL, /* of a write */
  FAULT_SYNC,
  FAULT_TRUNCATE,
  N_FAULTS,
} FaultKind;

static const char *const fault_names[] = { "memory", "open", "read",    "write",
                                           "full",   "sync", "truncate" };

static sqlite3_mem_methods plain_memory;
static sqlite3_vfs *plain_vfs;
static gint armed_kind = -1;
static gint countdown;     /* operations of that kind until the one that fails */
static gint keeps_failing; /* whether all after that one fail too */

/* From now on the operation after @n others of that kind fails. */
static inline void
fault_arm (FaultKind kind, gint n)
{
  g_atomic_int_set (&keeps_failing, FALSE);
  g_atomic_int_set (&countdown, n);
  g_atomic_int_set (&armed_kind, (gint)kind);
}

/* And so do all that follow, as on a full disk. */
static inline void
fault_arm_lasting (FaultKind kind, gint n)
{
  fault_arm (kind, n);
  g_atomic_int_set (&keeps_failing, TRUE);
}

/* Whether it has failed; no other one will. */
static inline gboolean
fault_disarm (void)
{
  g_atomic_int_set (&armed_kind, -1);
  return g_atomic_int_get (&countdown) < 0;
}

static gboolean
fault_strikes (FaultKind kind)
{
  gint n;

  if (g_atomic_int_get (&armed_kind) != (gint)kind)
    return FALSE;
  n = g_atomic_int_add (&countdown, -1);
  return n == 0 || (n < 0 && g_atomic_int_get (&keeps_failing));
}

static void *
fault_malloc (int size)
{
  return fault_strikes (FAULT_MEMORY) ? NULL : plain_memory.xMalloc (size);
}

static void *
fault_realloc (void *memory, int size)
{
  return fault_strikes (FAULT_MEMORY) ? NULL : plain_memory.xRealloc (memory, size);
}

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real; /* behind this in the same piece of memory */
} FaultFile;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((FaultFile *)file)->real;
}

static int
fault_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
fault_read (sqlite3_file *file, void *data, int size, sqlite3_int64 offset)
{
  return fault_strikes (FAULT_READ)
           ? SQLITE_IOERR_READ
           : get_real (file)->pMethods->xRead (get_real (file), data, size, offset);
}

static int
fault_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  if (fault_strikes (FAULT_WRITE))
    return SQLITE_IOERR_WRITE;
  if (fault_strikes (FAULT_FULL))
    return SQLITE_FULL;
  return get_real (file)->pMethods->xWrite (get_real (file), data, size, offset);
}

static int
fault_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return fault_strikes (FAULT_TRUNCATE)
           ? SQLITE_IOERR_TRUNCATE
           : get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
fault_sync (sqlite3_file *file, int flags)
{
  return fault_strikes (FAULT_SYNC) ? SQLITE_IOERR_FSYNC
                                    : get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
fault_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
fault_lock (sqlite3_file *file, int lock)
{
  return get_real (file)->pMethods->xLock (get_real (file), lock);
}

static int
fault_unlock (sqlite3_file *file, int lock)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), lock);
}

static int
fault_check_reserved (sqlite3_file *file, int *result)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), result);
}

static int
fault_file_control (sqlite3_file *file, int op, void *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), op, argument);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
fault_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static const sqlite3_io_methods fault_methods = {
  .iVersion = 1, /* without shared memory, which a working copy has no use for */
  .xClose = fault_close,
  .xRead = fault_read,
  .xWrite = fault_write,
  .xTruncate = fault_truncate,
  .xSync = fault_sync,
  .xFileSize = fault_file_size,
  .xLock = fault_lock,
  .xUnlock = fault_unlock,
  .xCheckReservedLock = fault_check_reserved,
  .xFileControl = fault_file_control,
  .xSectorSize = fault_sector_size,
  .xDeviceCharacteristics = fault_characteristics,
};

static int
fault_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *self = (FaultFile *)file;
  int result;

  file->pMethods = NULL;
  if (fault_strikes (FAULT_OPEN))
    return SQLITE_CANTOPEN;
  self->real = (sqlite3_file *)(self + 1);
  result = plain_vfs->xOpen (plain_vfs, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    file->pMethods = &fault_methods;
  return result;
}

/* Puts the layer in; before anything else of SQLite is called. */
static inline void
fault_init (void)
{
  static sqlite3_mem_methods memory;
  static sqlite3_vfs vfs;

  sqlite3_config (SQLITE_CONFIG_GETMALLOC, &plain_memory);
  memory = plain_memory;
  memory.xMalloc = fault_malloc;
  memory.xRealloc = fault_realloc;
  sqlite3_config (SQLITE_CONFIG_MALLOC, &memory);
  plain_vfs = sqlite3_vfs_find (NULL);
  vfs = *plain_vfs;
  vfs.zName = "faults";
  vfs.szOsFile += (int)sizeof (FaultFile);
  vfs.xOpen = fault_open;
  sqlite3_vfs_register (&vfs, TRUE);
}
