/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb extract: what an import would give, printed, nothing stored. */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/brv-companion.h"
#include "cli/brv-cli-private.h"
#include "import/brv-caption.h"
#include "import/brv-import.h"

/* One input and what became of it. */
typedef struct
{
  char *id;
  char *path;
  BrvImportResult *result; /* (nullable): set when it is there */
  GError *error;           /* (nullable): why it is not */
  double elapsed_ms;
  gboolean done;
} Extraction;

/* Inputs worked on by several threads and printed in their order. */
typedef struct
{
  BrvCli *cli;
  GPtrArray *extractions;   /* of Extraction */
  BrvWorkerClient *workers; /* (nullable): absent where this process reads */
  const char *password;     /* (nullable) */
  gboolean timings;
  GMutex mutex; /* guards done and what is set with it */
  GCond cond;
} Run;

static void
extraction_free (Extraction *self)
{
  g_free (self->id);
  g_free (self->path);
  g_clear_pointer (&self->result, brv_import_result_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
add_input (GPtrArray *extractions, const char *id, const char *path)
{
  Extraction *extraction = g_new0 (Extraction, 1);

  extraction->id = g_strdup (id);
  extraction->path = g_strdup (path);
  g_ptr_array_add (extractions, extraction);
}

/* Whether the block is of the article's own text, which the member "text" joins. */
static gboolean
is_body (const BrvSourceBlock *block)
{
  static const BrvRole roles[] = { BRV_ROLE_PARAGRAPH, BRV_ROLE_HEADING, BRV_ROLE_LIST_ITEM,
                                   BRV_ROLE_QUOTE,     BRV_ROLE_TABLE,   BRV_ROLE_PREFORMATTED,
                                   BRV_ROLE_EMBED };

  for (guint i = 0; block->kept && i < G_N_ELEMENTS (roles); i++)
    if (block->role == roles[i])
      return TRUE;
  return FALSE;
}

/* Whoever reads the text reads its footnotes too; scripts find them among the blocks. */
static char *
join_body (const BrvSource *source, gboolean with_footnotes)
{
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (!is_body (&blocks[i]) &&
          !(with_footnotes && blocks[i].kept && blocks[i].role == BRV_ROLE_FOOTNOTE))
        continue;
      if (body->len > 0)
        g_string_append (body, "\n\n");
      g_string_append_len (body, brv_source_get_text (source) + blocks[i].range.start,
                           (gssize)brv_range_length (blocks[i].range));
    }
  return g_string_free (body, FALSE);
}

static void
set_field (JsonObject *object, const char *name, const BrvSource *source, BrvSourceField field)
{
  brv_cli_set_string (object, name, brv_source_get (source, field));
}

/* A caption's parts stand in its text; they are named here for scripts. */
static void
set_caption (JsonObject *object, const char *text)
{
  BrvRange credit = { 0, 0 };

  brv_cli_set_string (object, "caption", text);
  if (brv_caption_find_credit (text, &credit))
    {
      g_autofree char *name = g_strndup (text + credit.start, brv_range_length (credit));

      brv_cli_set_string (object, "credit", name);
    }
}

/* Scripts know no credit of its own: it is a caption that has nothing else in it. */
static const char *
name_role (BrvRole role)
{
  return brv_role_get_name (role == BRV_ROLE_CREDIT ? BRV_ROLE_CAPTION : role);
}

static JsonArray *
describe_blocks (const BrvSource *source)
{
  guint n = 0;
  const BrvSourceBlock *blocks = brv_source_get_blocks (source, &n);
  guint n_images = 0;
  const BrvSourceImage *images = brv_source_get_images (source, &n_images);
  const char *text = brv_source_get_text (source);
  JsonArray *array = json_array_new ();
  gint64 start = 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();
      gsize length = brv_range_length (blocks[i].range);
      g_autofree char *words = g_strndup (text + blocks[i].range.start, length);
      gint64 end = start + g_utf8_strlen (words, -1);

      json_object_set_string_member (object, "role", name_role (blocks[i].role));
      if (blocks[i].level > 0)
        json_object_set_int_member (object, "level", blocks[i].level);
      json_object_set_string_member (object, "text", words);
      if (blocks[i].page >= 0)
        json_object_set_int_member (object, "page", blocks[i].page);
      if (blocks[i].page_label != NULL)
        json_object_set_string_member (object, "page_label", blocks[i].page_label);
      json_object_set_int_member (object, "start", start);
      json_object_set_int_member (object, "end", end);
      json_object_set_boolean_member (object, "kept", blocks[i].kept);
      if (blocks[i].role == BRV_ROLE_CAPTION)
        set_caption (object, words);
      else if (blocks[i].role == BRV_ROLE_CREDIT)
        brv_cli_set_string (object, "credit", words);
      if (blocks[i].image >= 0 && (guint)blocks[i].image < n_images)
        brv_cli_set_string (object, "alt", images[blocks[i].image].alternative);
      json_array_add_object_element (array, object);
      start = end + 1; /* the LF that parts blocks */
    }
  return array;
}

static JsonArray *
describe_images (const BrvSource *source)
{
  guint n = 0;
  const BrvSourceImage *images = brv_source_get_images (source, &n);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();

      brv_cli_set_string (object, "sha256", images[i].sha256);
      brv_cli_set_string (object, "media_type", images[i].media_type);
      brv_cli_set_string (object, "alt", images[i].alternative);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
describe_source (const BrvSource *source)
{
  JsonObject *object = json_object_new ();
  g_autofree char *captured = brv_source_dup_captured (source);

  brv_cli_set_string (object, "sha256", brv_source_get_bytes_sha256 (source));
  brv_cli_set_string (object, "text_sha256", brv_source_get_text_sha256 (source));
  brv_cli_set_string (object, "format", brv_source_get_format (source));
  set_field (object, "language", source, BRV_SOURCE_FIELD_LANGUAGE);
  brv_cli_set_string (object, "captured", captured);
  brv_cli_set_string (object, "origin", brv_source_get_origin (source));
  set_field (object, "standfirst", source, BRV_SOURCE_FIELD_STANDFIRST);
  set_field (object, "modified", source, BRV_SOURCE_FIELD_MODIFIED);
  set_field (object, "republisher", source, BRV_SOURCE_FIELD_REPUBLISHER);
  set_field (object, "channel_url", source, BRV_SOURCE_FIELD_CHANNEL_URL);
  json_object_set_boolean_member (object, "incomplete", brv_source_is_incomplete (source));
  json_object_set_array_member (object, "images", describe_images (source));
  json_object_set_array_member (object, "blocks", describe_blocks (source));
  return object;
}

static JsonArray *
describe_attachments (const BrvImportResult *result)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < brv_import_result_get_n_attachments (result); i++)
    {
      const BrvImportAttachment *attachment = brv_import_result_get_attachment (result, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", attachment->name);
      json_object_set_string_member (object, "media_type", attachment->media_type);
      json_object_set_int_member (object, "bytes", (gint64)g_bytes_get_size (attachment->bytes));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
start_object (const Run *run, const Extraction *extraction)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", extraction->id);
  if (run->timings)
    json_object_set_double_member (object, "ms", extraction->elapsed_ms);
  return object;
}

static JsonObject *
describe (const Run *run, const Extraction *extraction, guint index)
{
  JsonObject *object = start_object (run, extraction);
  const BrvSource *source = brv_import_result_get_source (extraction->result, index);
  g_autofree char *body = NULL;
  const char *const *authors = NULL;

  body = join_body (source, FALSE);
  authors = brv_record_get_list (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS);
  set_field (object, "title", source, BRV_SOURCE_FIELD_TITLE);
  if (authors != NULL && authors[0] != NULL)
    {
      JsonArray *byline = json_array_new ();

      for (guint i = 0; authors[i] != NULL; i++)
        json_array_add_string_element (byline, authors[i]);
      json_object_set_array_member (object, "byline", byline);
    }
  set_field (object, "site", source, BRV_SOURCE_FIELD_PUBLISHER);
  set_field (object, "date", source, BRV_SOURCE_FIELD_DATE);
  set_field (object, "url", source, BRV_SOURCE_FIELD_URL);
  json_object_set_string_member (object, "text", body);
  json_object_set_object_member (object, "source", describe_source (source));
  if (index == 0 && brv_import_result_get_n_attachments (extraction->result) > 0)
    json_object_set_array_member (object, "attachments", describe_attachments (extraction->result));
  return object;
}

/* For reading: what the source says about itself, a line each, then its text. */
static gboolean
print_readable (const BrvSource *source)
{
  static const BrvSourceField fields[] = { BRV_SOURCE_FIELD_PUBLISHER, BRV_SOURCE_FIELD_DATE,
                                           BRV_SOURCE_FIELD_URL };
  const BrvRecord *record = brv_source_get_record (source);
  g_autofree char *authors = brv_record_dup_joined (record, BRV_SOURCE_FIELD_AUTHORS, ", ");
  g_autofree char *body = join_body (source, TRUE);
  const char *title = brv_source_get_title (source);
  const char *standfirst = brv_source_get (source, BRV_SOURCE_FIELD_STANDFIRST);

  if (title != NULL)
    brv_cli_print ("%s\n", title);
  if (authors != NULL && *authors != '\0')
    brv_cli_print ("%s\n", authors);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (brv_source_get (source, fields[i]) != NULL)
      brv_cli_print ("%s\n", brv_source_get (source, fields[i]));
  if (standfirst != NULL)
    brv_cli_print ("\n%s\n", standfirst);
  return brv_cli_print ("\n%s\n", body);
}

static gboolean
print_failure (const Run *run, const Extraction *extraction, gboolean as_json)
{
  g_autoptr (JsonObject) object = NULL;

  if (!as_json)
    {
      g_printerr ("brevier: %s: %s\n", extraction->path, extraction->error->message);
      return TRUE;
    }
  object = start_object (run, extraction);
  json_object_set_object_member (object, "error",
                                 brv_cli_make_error (extraction->error, extraction->path));
  return brv_cli_print_json (object);
}

static void
print_attachments (const BrvImportResult *result)
{
  for (guint i = 0; i < brv_import_result_get_n_attachments (result); i++)
    /* Translators: the name of a file that is attached to a mail. */
    brv_cli_print (_ ("\nAttached: %s\n"), brv_import_result_get_attachment (result, i)->name);
}

/* One object a source, or the sources' texts parted by an empty line. */
static gboolean
print (const Run *run, const Extraction *extraction, gboolean as_json)
{
  gboolean written = TRUE;

  if (extraction->result == NULL)
    return print_failure (run, extraction, as_json);
  for (guint i = 0; written && i < brv_import_result_get_n_sources (extraction->result); i++)
    {
      if (as_json)
        {
          g_autoptr (JsonObject) object = describe (run, extraction, i);

          written = brv_cli_print_json (object);
          continue;
        }
      if (i > 0)
        brv_cli_print ("\n");
      written = print_readable (brv_import_result_get_source (extraction->result, i));
    }
  if (!as_json)
    print_attachments (extraction->result);
  return written;
}

static void
extract_cb (gpointer data, gpointer user_data)
{
  Extraction *extraction = data;
  Run *run = user_data;
  BrvImportInput input = { .path = extraction->path, .password = run->password };
  gint64 before = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  BrvImportResult *result = run->workers == NULL ? run->cli->import_here (&input, &error)
                                                 : brv_import (run->workers, &input, NULL, &error);

  g_mutex_lock (&run->mutex);
  extraction->elapsed_ms = (double)(g_get_monotonic_time () - before) / 1000.0;
  extraction->result = result;
  extraction->error = g_steal_pointer (&error);
  extraction->done = TRUE;
  g_cond_broadcast (&run->cond);
  g_mutex_unlock (&run->mutex);
}

/* The exit status for one input that failed. */
static BrvExit
classify (const Run *run, guint index)
{
  const Extraction *extraction = g_ptr_array_index (run->extractions, index);
  const char *code = NULL;

  return brv_cli_classify (extraction->error, &code);
}

/* Prints each as soon as those before it are printed, and lets go of it. */
static BrvExit
print_all (Run *run, gboolean as_json)
{
  guint n = run->extractions->len;
  guint n_failed = 0;
  gboolean written = TRUE;

  for (guint i = 0; i < n; i++)
    {
      Extraction *extraction = g_ptr_array_index (run->extractions, i);

      g_mutex_lock (&run->mutex);
      while (!extraction->done)
        g_cond_wait (&run->cond, &run->mutex);
      g_mutex_unlock (&run->mutex);
      if (i > 0 && !as_json)
        brv_cli_print ("\n");
      written = written && print (run, extraction, as_json);
      n_failed += extraction->result == NULL;
      g_clear_pointer (&extraction->result, brv_import_result_unref);
    }
  if (!written)
    return BRV_EXIT_OUTPUT;
  return n_failed == 0 ? BRV_EXIT_DONE : n > 1 ? BRV_EXIT_SOME_FAILED : classify (run, 0);
}

static BrvExit
run_all (Run *run, gint jobs, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  GThreadPool *pool = g_thread_pool_new (extract_cb, run, jobs, FALSE, &error);
  BrvExit status = BRV_EXIT_DONE;

  if (pool == NULL)
    return brv_cli_fail (run->cli, NULL, error);
  for (guint i = 0; i < run->extractions->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (run->extractions, i), NULL);
  status = print_all (run, as_json);
  g_thread_pool_free (pool, FALSE, TRUE);
  return status;
}

/* A list's lines are "id TAB path". */
static gboolean
read_list (const char *path, GPtrArray *extractions, GError **error)
{
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &contents, NULL, error))
    return FALSE;
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      g_strchomp (lines[i]);
      if (*lines[i] == '\0')
        continue;
      if (tab == NULL)
        add_input (extractions, lines[i], lines[i]);
      else
        {
          *tab = '\0';
          add_input (extractions, lines[i], tab + 1);
        }
    }
  return TRUE;
}

/* A single file that fails is an input that cannot be read, and stderr says so, too. */
static BrvExit
extract_one (Run *run)
{
  Extraction *extraction = g_ptr_array_index (run->extractions, 0);

  extract_cb (extraction, run);
  if (!print (run, extraction, run->cli->json))
    return BRV_EXIT_OUTPUT;
  if (extraction->result != NULL)
    return BRV_EXIT_DONE;
  if (run->cli->json)
    print_failure (run, extraction, FALSE);
  return classify (run, 0);
}

/* Goes on as the program that has the parsers in it; this one has none. */
static BrvExit
become_measuring (BrvCli *cli)
{
  g_autofree char *program = brv_companion_find (BRV_CLI_MEASURING_PROGRAM);

  execv (program, cli->arguments);
  return brv_cli_fail_code (cli, BRV_EXIT_INTERNAL, "internal", program, g_strerror (errno));
}

/**
 * brv_cli_extract:
 * @cli: the call
 * @argc: the number of arguments
 * @argv: (array length=argc): the verb, its options and arguments
 *
 * Returns: the exit status
 */
BrvExit
brv_cli_extract (BrvCli *cli, int argc, char **argv)
{
  g_autofree char *list = NULL;
  gint jobs = (gint)g_get_num_processors ();
  g_autoptr (GPtrArray) extractions =
    g_ptr_array_new_with_free_func ((GDestroyNotify)extraction_free);
  gboolean in_process = FALSE;
  g_autofree char *password_file = NULL;
  g_autofree char *password = NULL;
  g_autoptr (BrvWorkerClient) workers = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { .cli = cli, .extractions = extractions };
  const GOptionEntry entries[] = {
    { "batch", 0, 0, G_OPTION_ARG_FILENAME, &list,
      N_ ("Read “id TAB path” lines from LIST and print JSON lines"), N_ ("LIST") },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, N_ ("Work on N files at once"), N_ ("N") },
    { "timings", 0, 0, G_OPTION_ARG_NONE, &run.timings, N_ ("Add the time that each file took"),
      NULL },
    { "in-process", 0, 0, G_OPTION_ARG_NONE, &in_process,
      N_ ("Read the files without the worker process, for measuring"), NULL },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
      N_ ("Open protected files with the password in FILE’s first line"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  BrvExit status = BRV_EXIT_DONE;

  if (!brv_cli_parse (cli, entries, _ ("FILE…"),
                      _ ("Shows what an import of each FILE would give. Nothing is stored."), &argc,
                      &argv, &status))
    return status;
  if (in_process && cli->import_here == NULL)
    return become_measuring (cli);
  if ((list != NULL) == (argc > 1))
    return brv_cli_fail_usage (cli, "%s", _ ("Name files, or a list with --batch."));
  if (jobs < 1)
    return brv_cli_fail_usage (
      cli, _ ("--jobs %d would read no file. Give a number from 1, or leave --jobs out."), jobs);
  if (list != NULL && !read_list (list, extractions, &error))
    return brv_cli_fail_to_read (cli, list, error);
  if (password_file != NULL && !brv_cli_read_password (cli, password_file, &password, &status))
    return status;
  for (int i = 1; i < argc; i++)
    add_input (extractions, argv[i], argv[i]);

  run.password = password;
  if (!in_process)
    run.workers = workers = brv_worker_client_new ();
  g_mutex_init (&run.mutex);
  g_cond_init (&run.cond);
  status = list == NULL && extractions->len == 1 ? extract_one (&run)
                                                 : run_all (&run, jobs, cli->json || list != NULL);
  g_mutex_clear (&run.mutex);
  g_cond_clear (&run.cond);
  return status;
}
