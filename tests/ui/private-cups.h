/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/*
 * A print server of our own: it listens on this machine only, keeps everything in one folder,
 * and has one printer that writes what reaches it into a file, as it is.
 */

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#define PRIVATE_CUPS_PRINTER "Test"

typedef struct
{
  char *folder;
  char *address; /* host:port */
  char *output;  /* what the printer got */
  GSubprocess *daemon;
} PrivateCups;

static inline char *
private_cups_find_program (const char *name)
{
  g_autofree char *in_sbin = g_strconcat ("/usr/sbin/", name, NULL);

  if (g_file_test (in_sbin, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&in_sbin);
  return g_find_program_in_path (name);
}

static inline guint16
private_cups_find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  return port;
}

static inline void
private_cups_write (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static inline void
private_cups_write_configuration (const char *folder, guint16 port)
{
  g_autofree char *files =
    g_strdup_printf ("ServerRoot %s\nRequestRoot %s/spool\nTempDir %s/spool\n"
                     "CacheDir %s/cache\nStateDir %s/state\n"
                     "AccessLog %s/log\nErrorLog %s/log\nPageLog %s/log\n"
                     "ServerBin %s/programs\nSandboxing relaxed\n%s",
                     folder, folder, folder, folder, folder, folder, folder, folder, folder,
                     geteuid () == 0 ? "User lp\nGroup lp\n" : "");
  g_autofree char *daemon = g_strdup_printf (
    "Listen 127.0.0.1:%u\nDefaultAuthType None\nBrowsing Off\nWebInterface No\nIdleExitTimeout 0\n"
    "<Location />\nOrder allow,deny\nAllow 127.0.0.1\n</Location>\n"
    "<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n",
    port);

  private_cups_write (folder, "cups-files.conf", files);
  private_cups_write (folder, "cupsd.conf", daemon);
}

static inline gboolean
private_cups_run (const char *const *arguments)
{
  g_autoptr (GSubprocess) process = g_subprocess_newv (
    arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);

  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

static inline void
private_cups_make_folders (const char *folder)
{
  static const char *const names[] = { "spool", "cache", "state", "ppd" };

  /* The daemon works as another user where we are root. */
  g_assert_cmpint (g_chmod (folder, 0711), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_cmpint (g_mkdir (path, 0777), ==, 0);
      g_assert_cmpint (g_chmod (path, 0777), ==, 0);
    }
}

/* The programs of the system's server, and a backend of our own that keeps what it is given. */
static inline void
private_cups_make_programs (const char *folder)
{
  static const char *const links[] = { "daemon", "filter", "notifier", "cgi-bin", "monitor" };
  static const char backend[] =
    "#!/bin/sh\n"
    "[ $# -eq 0 ] && { echo 'direct tofile \"Unknown\" \"File\"'; exit 0; }\n"
    "path=${DEVICE_URI#tofile:}\n"
    "if [ $# -ge 6 ]; then cat \"$6\"; else cat; fi >\"$path.part\"\n"
    "mv \"$path.part\" \"$path\"\n";
  g_autofree char *programs = g_build_filename (folder, "programs", NULL);
  g_autofree char *backends = g_build_filename (programs, "backend", NULL);
  g_autofree char *path = g_build_filename (backends, "tofile", NULL);

  g_assert_cmpint (g_mkdir_with_parents (backends, 0755), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *target = g_build_filename ("/usr/lib/cups", links[i], NULL);
      g_autofree char *link = g_build_filename (programs, links[i], NULL);

      g_assert_cmpint (symlink (target, link), ==, 0);
    }
  g_assert_true (g_file_set_contents (path, backend, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
}

/* A test that fails leaves no server behind. */
static inline void
private_cups_die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static inline GSubprocess *
private_cups_spawn (const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  g_subprocess_launcher_set_child_setup (launcher, private_cups_die_with_parent, NULL, NULL);
  return g_subprocess_launcher_spawnv (launcher, arguments, NULL);
}

/* Starts the server; FALSE where it is not installed. */
static inline gboolean
private_cups_start (PrivateCups *self)
{
  g_autofree char *daemon = private_cups_find_program ("cupsd");
  g_autofree char *lpadmin = private_cups_find_program ("lpadmin");
  g_autofree char *configuration = NULL;
  g_autofree char *files = NULL;
  g_autofree char *device = NULL;
  guint16 port = private_cups_find_port ();
  gboolean is_up = FALSE;

  if (daemon == NULL || lpadmin == NULL)
    return FALSE;
  self->folder = g_dir_make_tmp ("brevier-cups-XXXXXX", NULL);
  self->address = g_strdup_printf ("127.0.0.1:%u", port);
  self->output = g_build_filename (self->folder, "printed", NULL);
  configuration = g_build_filename (self->folder, "cupsd.conf", NULL);
  files = g_build_filename (self->folder, "cups-files.conf", NULL);
  device = g_strconcat ("tofile:", self->output, NULL);
  private_cups_make_folders (self->folder);
  private_cups_make_programs (self->folder);
  private_cups_write_configuration (self->folder, port);
  {
    const char *const arguments[] = { daemon, "-f", "-c", configuration, "-s", files, NULL };

    self->daemon = private_cups_spawn (arguments);
  }
  for (guint i = 0; i < 100 && !is_up; i++)
    {
      const char *const arguments[] = { lpadmin, "-h", self->address, "-p", PRIVATE_CUPS_PRINTER,
                                        "-E",    "-v", device,        "-m", "raw",
                                        NULL };

      g_usleep (50000);
      is_up = private_cups_run (arguments);
    }
  g_assert_true (is_up);
  g_setenv ("CUPS_SERVER", self->address, TRUE);
  return TRUE;
}

static inline void
private_cups_stop (PrivateCups *self)
{
  const char *const arguments[] = { "rm", "-rf", "--", self->folder, NULL };

  g_subprocess_send_signal (self->daemon, SIGTERM);
  g_subprocess_wait (self->daemon, NULL, NULL);
  g_clear_object (&self->daemon);
  private_cups_run (arguments);
  g_free (self->folder);
  g_free (self->address);
  g_free (self->output);
}
