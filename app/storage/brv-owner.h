/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BRV_OWNER_DEAD,      /* it ran on this machine and is gone */
  BRV_OWNER_SELF,      /* this process */
  BRV_OWNER_ALIVE,     /* another process on this machine */
  BRV_OWNER_UNSEEN,    /* on this machine, in a container or sandbox: nothing is known */
  BRV_OWNER_ELSEWHERE, /* on another machine: nothing is known */
} BrvOwnerState;

/* A process as it can be recognised later, also after its number was given to another one. */
typedef struct
{
  char *user;          /* login name */
  char *host;          /* for people */
  char *machine;       /* for the program: no two hosts have the same */
  char *boot;          /* the kernel's random name of this boot */
  char *pid_namespace; /* in which @pid counts */
  gint64 pid;
  guint64 start_ticks; /* since boot */
} BrvOwner;

BrvOwner *brv_owner_new_self (void);
BrvOwner *brv_owner_new_from_key_file (GKeyFile *file);
void brv_owner_free (BrvOwner *self);

void brv_owner_write (const BrvOwner *self, GKeyFile *file);
BrvOwnerState brv_owner_get_state (const BrvOwner *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvOwner, brv_owner_free)

G_END_DECLS
