/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * An administrator switches fetching off and locks that: as on a real computer, with a dconf
 * profile, a database of the system's and one of the user's, who wants it on. Each case is a
 * process of its own, as GSettings looks at all of this once.
 *
 * Source: dconf(7), “Profiles” and “Locks”.
 */

#define G_SETTINGS_ENABLE_BACKEND /* to ask which it is */

#include <string.h>

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#include "import/brv-fetch.h"

#define KEYS        "[org/brevier/Brevier]\nallow-fetch=%s\n"
#define LOCK        "/org/brevier/Brevier/allow-fetch\n"
#define SCHEMA_NAME "org.brevier.Brevier.gschema.xml"

/* What the administrator and the user say, and what holds. */
typedef struct
{
  const char *path;
  const char *system; /* (nullable) */
  gboolean locked;
  const char *user; /* (nullable) */
  gboolean allowed;
} Case;

static const Case cases[] = {
  { "/import/fetch-lock/nobody", NULL, FALSE, NULL, TRUE },
  { "/import/fetch-lock/default", "false", FALSE, NULL, FALSE },
  { "/import/fetch-lock/user", "false", FALSE, "true", TRUE },
  { "/import/fetch-lock/lock", "false", TRUE, "true", FALSE },
  { "/import/fetch-lock/lock-on", "true", TRUE, "false", TRUE },
};

static void
run_tool (const char *const *arguments)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               NULL, &output, &status, &error));
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", arguments[0], output);
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A database at path of one key, locked or not. */
static void
write_database (const char *path, const char *value, gboolean locked)
{
  g_autofree char *keys = g_strdup_printf (KEYS, value);
  g_autofree char *source = g_strconcat (path, ".d", NULL);
  g_autofree char *locks = g_build_filename (source, "locks", NULL);
  const char *compile[] = { "dconf", "compile", path, source, NULL };

  write_file (source, "keys", keys);
  if (locked)
    write_file (locks, "keys", LOCK);
  run_tool (compile);
}

/* What the child process of a case finds. */
static void
check_here (const Case *row)
{
  const BrvFetchLimits limits = BRV_FETCH_LIMITS_DEFAULT;
  g_auto (BrvFetched) fetched = { 0 };
  g_autoptr (GSettingsBackend) backend = g_settings_backend_get_default ();
  g_autoptr (GSettings) settings = g_settings_new ("org.brevier.Brevier");
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (G_OBJECT_TYPE_NAME (backend), ==, "DConfSettingsBackend");
  g_assert_cmpint (brv_fetch_is_allowed (), ==, row->allowed);
  g_assert_cmpint (g_settings_is_writable (settings, "allow-fetch"), ==, !row->locked);
  /* Where it is allowed the cancelled one goes no further; where it is not, it is told before. */
  g_cancellable_cancel (cancelled);
  g_assert_false (
    brv_fetch ("https://example.org/", &limits, NULL, NULL, &fetched, cancelled, &error));
  if (row->allowed)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    g_assert_error (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_REFUSED);
}

static gboolean
has_tools (void)
{
  g_autofree char *dconf = g_find_program_in_path ("dconf");
  g_autofree char *schemas = g_find_program_in_path ("glib-compile-schemas");

  return dconf != NULL && schemas != NULL;
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autofree char *folder = NULL;
  g_autofree char *resources = NULL;
  g_autofree char *target = NULL;
  g_autofree char *user_path = NULL;
  g_autofree char *system_path = NULL;
  g_autofree char *profile_path = NULL;
  g_autofree char *profile = NULL;

  if (g_test_subprocess ())
    {
      check_here (row);
      return;
    }
  if (!has_tools ())
    {
      g_test_skip ("dconf is not installed");
      return;
    }
  folder = g_dir_make_tmp ("brevier-lock-XXXXXX", NULL);
  resources = g_test_build_filename (G_TEST_DIST, "..", "resources", NULL);
  target = g_strconcat ("--targetdir=", folder, NULL);
  run_tool ((const char *[]){ "glib-compile-schemas", target, resources, NULL });
  user_path = g_build_filename (folder, "config", "dconf", "user", NULL);
  system_path = g_build_filename (folder, "system", NULL);
  profile_path = g_build_filename (folder, "profile", NULL);
  profile = g_strdup_printf ("user-db:user\n%s%s%s", row->system != NULL ? "file-db:" : "",
                             row->system != NULL ? system_path : "", "\n");
  g_assert_true (g_file_set_contents (profile_path, profile, -1, NULL));
  if (row->system != NULL)
    write_database (system_path, row->system, row->locked);
  if (row->user != NULL)
    write_database (user_path, row->user, FALSE);
  g_setenv ("GSETTINGS_SCHEMA_DIR", folder, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "dconf", TRUE);
  g_setenv ("DCONF_PROFILE", profile_path, TRUE);
  {
    g_autofree char *config = g_build_filename (folder, "config", NULL);

    g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  return g_test_run ();
}
