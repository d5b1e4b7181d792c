/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "export/brv-export.h"
#include "tests/export/pdf-tools.h"
#include "tests/export/sample-pages.h"

/* Debian: libpdfbox2-java, libactivation-java, libjaxb-api-java and a Java runtime */
#define JAR_FOLDER "/usr/share/java/"

static const char *const jars[] = {
  "preflight",  "pdfbox2",         "xmpbox",           "fontbox2",
  "commons-io", "commons-logging", "javax.activation", "jaxb-api"
};

/*
 * Preflight knows only PDF/A-1b, which forbids what PDF/A-2 allows or wants: these four. Anything
 * else that it says is a fault of ours.
 */
static const char *const allowed[] = {
  "cross reference streams are not allowed",
  "The CIDSet entry is missing",
  "The Charset entry is missing",
  "Cannot find a definition for the namespace http://www.aiim.org/pdfua/ns/id/",
};

static gboolean
is_allowed (const char *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      if (strstr (line, allowed[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The class path, or NULL where a jar is missing. */
static char *
find_jars (void)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (jars); i++)
    {
      g_autofree char *jar = g_strconcat (JAR_FOLDER, jars[i], ".jar", NULL);

      if (!g_file_test (jar, G_FILE_TEST_EXISTS))
        {
          g_string_free (path, TRUE);
          return NULL;
        }
      g_string_append_printf (path, "%s%s", i > 0 ? ":" : "", jar);
    }
  return g_string_free (path, FALSE);
}

static void
test_preflight (void)
{
  g_autofree char *class_path = find_jars ();
  const BrvExportOptions options = { .date = -1, .raster_func = sample_decode };
  g_autoptr (BrvPages) pages = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  char *path;

  PDF_TOOLS_NEED ("java");
  if (class_path == NULL)
    {
      g_test_skip ("PDFBox is not installed");
      return;
    }
  pages = sample_pages_new (TRUE);
  bytes = brv_export_pdf (pages, &options, NULL, &error);
  g_assert_no_error (error);
  path = pdf_tools_write (bytes);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                              &error, "java", "-cp", class_path,
                              "org.apache.pdfbox.preflight.Validator_A1b", path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (output, "\n", -1);
  g_assert_nonnull (strstr (lines[0], "PDF/A-1b")); /* it ran */
  for (guint i = 1; lines[i] != NULL; i++)
    {
      if (lines[i][0] != '\0' && !is_allowed (lines[i]))
        g_error ("%s", lines[i]);
    }
  pdf_tools_remove (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/pdf-archive/preflight", test_preflight);

  return g_test_run ();
}
