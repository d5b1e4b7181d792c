/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-owner.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define GROUP "owner"

static char *
read_line (const char *file)
{
  char *text = NULL;

  return g_file_get_contents (file, &text, NULL, NULL) ? g_strchomp (text) : g_strdup ("");
}

/* The machine's id is confidential: machine-id(5) asks for a hash of it that is the program's. */
static char *
make_machine (void)
{
  g_autofree char *id = read_line ("/etc/machine-id");
  g_autofree char *hash = NULL;

  if (*id == '\0')
    return g_strdup (g_get_host_name ());
  hash = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *)id, strlen (id), APP_ID, -1);
  hash[32] = '\0';
  return g_steal_pointer (&hash);
}

/*
 * Field 22 of /proc/PID/stat; the second one, a name in brackets, may have blanks: proc(5). A
 * process that is dead and was not fetched by its parent (Z, X) has none that counts, 0. FALSE if
 * nothing can be read: there is no such process, or it is somebody else's and hidden (hidepid).
 */
static gboolean
read_start_ticks (gint64 pid, guint64 *ticks)
{
  g_autofree char *file = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *line = read_line (file);
  const char *rest = strrchr (line, ')');
  g_auto (GStrv) fields = NULL;

  *ticks = 0;
  if (rest == NULL)
    return FALSE;
  fields = g_strsplit (rest + 1, " ", -1);
  if (g_strv_length (fields) > 20 && *fields[1] != 'Z' && *fields[1] != 'X')
    *ticks = g_ascii_strtoull (fields[20], NULL, 10);
  return TRUE;
}

/* Whether a process has the number, and not one that got it later, as far as that can be seen. */
static gboolean
is_running (const BrvOwner *self)
{
  guint64 ticks;

  if (self->pid <= 0 || self->pid > G_MAXINT32)
    return FALSE;
  if (!read_start_ticks (self->pid, &ticks))
    return kill ((pid_t)self->pid, 0) == 0 || errno != ESRCH;
  return ticks != 0 && (self->start_ticks == 0 || ticks == self->start_ticks);
}

/**
 * brv_owner_new_self:
 *
 * Returns: (transfer full): this process
 */
BrvOwner *
brv_owner_new_self (void)
{
  BrvOwner *self = g_new0 (BrvOwner, 1);
  g_autofree char *pid_namespace = g_file_read_link ("/proc/self/ns/pid", NULL);

  self->user = g_strdup (g_get_user_name ());
  self->host = g_strdup (g_get_host_name ());
  self->machine = make_machine ();
  self->boot = read_line ("/proc/sys/kernel/random/boot_id");
  self->pid_namespace = g_strdup (pid_namespace != NULL ? pid_namespace : "");
  self->pid = getpid ();
  read_start_ticks (self->pid, &self->start_ticks);
  return self;
}

static char *
dup_string (GKeyFile *file, const char *key)
{
  char *value = g_key_file_get_string (file, GROUP, key, NULL);

  return value != NULL ? value : g_strdup ("");
}

/**
 * brv_owner_new_from_key_file:
 * @file: what brv_owner_write() wrote into, or anything
 *
 * Returns: (transfer full): the process that @file speaks of; what is missing is empty
 */
BrvOwner *
brv_owner_new_from_key_file (GKeyFile *file)
{
  BrvOwner *self = g_new0 (BrvOwner, 1);

  self->user = dup_string (file, "user");
  self->host = dup_string (file, "host");
  self->machine = dup_string (file, "machine");
  self->boot = dup_string (file, "boot");
  self->pid_namespace = dup_string (file, "pid-namespace");
  self->pid = g_key_file_get_int64 (file, GROUP, "pid", NULL);
  self->start_ticks = g_key_file_get_uint64 (file, GROUP, "start", NULL);
  return self;
}

/**
 * brv_owner_free:
 * @self: (transfer full): a process
 */
void
brv_owner_free (BrvOwner *self)
{
  g_free (self->user);
  g_free (self->host);
  g_free (self->machine);
  g_free (self->boot);
  g_free (self->pid_namespace);
  g_free (self);
}

/**
 * brv_owner_write:
 * @self: a process
 * @file: gets what is needed to recognise it
 */
void
brv_owner_write (const BrvOwner *self, GKeyFile *file)
{
  g_key_file_set_string (file, GROUP, "user", self->user);
  g_key_file_set_string (file, GROUP, "host", self->host);
  g_key_file_set_string (file, GROUP, "machine", self->machine);
  g_key_file_set_string (file, GROUP, "boot", self->boot);
  g_key_file_set_string (file, GROUP, "pid-namespace", self->pid_namespace);
  g_key_file_set_int64 (file, GROUP, "pid", self->pid);
  g_key_file_set_uint64 (file, GROUP, "start", self->start_ticks);
}

/* What could not be read where the process noted it is equal to nothing. */
static gboolean
is_same (const char *there, const char *here)
{
  return *there != '\0' && g_str_equal (there, here);
}

/**
 * brv_owner_get_state:
 * @self: a process
 *
 * What could not be found out, here or by the process when it was asked who it is, never makes it a
 * dead one.
 *
 * Returns: whether it still runs, as far as this process can know
 */
BrvOwnerState
brv_owner_get_state (const BrvOwner *self)
{
  g_autoptr (BrvOwner) here = brv_owner_new_self ();

  if (!is_same (self->boot, here->boot))
    {
      if (!is_same (self->machine, here->machine))
        return BRV_OWNER_ELSEWHERE;
      if (*self->boot == '\0' || *here->boot == '\0')
        return BRV_OWNER_UNSEEN;
      /* Machines that were copied from one image may have the same id, and other names. */
      return g_str_equal (self->host, here->host) ? BRV_OWNER_DEAD : BRV_OWNER_ELSEWHERE;
    }
  /* There is one boot of that name in the world, but containers have machine ids of their own. */
  if (!is_same (self->machine, here->machine) ||
      !is_same (self->pid_namespace, here->pid_namespace))
    return BRV_OWNER_UNSEEN;
  if (!is_running (self))
    return BRV_OWNER_DEAD;
  return self->pid == here->pid ? BRV_OWNER_SELF : BRV_OWNER_ALIVE;
}
