/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-file-system.h"

#include <sys/vfs.h>

/*
 * Source: statfs(2). A FUSE file system may be anything, sshfs for one, so it counts as one that
 * other computers may have as well.
 */
static const gint64 network_file_systems[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xff534d42, /* CIFS */
  0xfe534d42, /* SMB2 */
  0x65735546, /* FUSE */
  0x5346414f, /* AFS */
  0x00c36400, /* Ceph */
  0x01021997, /* 9P */
  0x0bd00bd0, /* Lustre */
  0x73757245, /* Coda */
};

/**
 * brv_file_system_is_network:
 * @folder: a folder
 * @type: its file system's type as statfs(2) names it; 0: it is asked for
 *
 * Returns: whether other computers may have the same file system, so that what this kernel knows of
 *   memory that is shared and of locks that are held is not all there is to know
 */
gboolean
brv_file_system_is_network (const char *folder, gint64 type)
{
  struct statfs about;

  g_return_val_if_fail (folder != NULL, TRUE);

  if (type == 0 && statfs (folder, &about) == 0)
    type = (gint64)about.f_type;
  for (guint i = 0; i < G_N_ELEMENTS (network_file_systems); i++)
    {
      if (network_file_systems[i] == (type & 0xffffffff))
        return TRUE;
    }
  return FALSE;
}
