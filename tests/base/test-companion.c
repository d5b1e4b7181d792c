/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/brv-companion.h"

#include <gmodule.h>

static void
test_find (void)
{
  g_autofree char *folder = g_strdup (g_getenv ("BREVIER_LIBEXECDIR"));
  g_autofree char *near = brv_companion_find ("worker");
  g_autofree char *expected = g_build_filename (folder, "worker", NULL);
  g_autofree char *installed = NULL;

  g_assert_cmpstr (near, ==, expected);
  g_unsetenv ("BREVIER_LIBEXECDIR");
  installed = brv_companion_find ("worker");
  g_assert_true (g_str_has_suffix (installed, "/brevier/worker"));
  g_assert_true (g_setenv ("BREVIER_LIBEXECDIR", folder, TRUE));
}

static void
test_load (void)
{
  const char *const modules[] = { "brevier-qpdf.so", "brevier-soup.so" };
  const char *const functions[] = { "qpdf_init", "soup_session_get_type" };

  g_assert_false (brv_companion_load ("brevier-nothing.so"));
  for (guint i = 0; i < G_N_ELEMENTS (modules); i++)
    {
      gpointer function;

      g_assert_true (brv_companion_load (modules[i]));
      function = brv_companion_get_function (modules[i], functions[i]);
      g_assert_nonnull (function);
      g_assert_true (brv_companion_get_function (modules[i], functions[i]) == function);
    }
}

static void
test_wrong_function (void)
{
  if (g_test_subprocess ())
    {
      brv_companion_get_function ("brevier-qpdf.so", "qpdf_of_another_version");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*does not bring qpdf_of_another_version*");
}

static gpointer
load_thread (gpointer data)
{
  return GINT_TO_POINTER (brv_companion_load ("brevier-soup.so"));
}

/* A library that looks around in the process while it is loaded, as libsoup does, must not wait for a
 * thread that looks for a symbol meanwhile, as GTK does for each template. */
static void
test_beside_symbols (void)
{
  if (g_test_subprocess ())
    {
      GModule *own = g_module_open (NULL, G_MODULE_BIND_LAZY);
      GThread *thread = g_thread_new ("load", load_thread, NULL);
      gpointer found;

      for (guint i = 0; i < 20000; i++)
        g_module_symbol (own, "brv_there_is_no_such_function", &found);
      g_assert_true (GPOINTER_TO_INT (g_thread_join (thread)));
      return;
    }
  for (guint i = 0; i < 5; i++)
    {
      g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, 0);
      g_test_trap_assert_passed ();
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/companion/find", test_find);
  g_test_add_func ("/base/companion/load", test_load);
  g_test_add_func ("/base/companion/wrong-function", test_wrong_function);
  g_test_add_func ("/base/companion/beside-symbols", test_beside_symbols);
  return g_test_run ();
}
