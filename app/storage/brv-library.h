/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/brv-source.h"
#include "storage/brv-library-query.h"
#include "storage/brv-storage-error.h"

G_BEGIN_DECLS

/* What has become of a source since it came in. */
typedef enum
{
  BRV_LIBRARY_SOUND,
  BRV_LIBRARY_WITHDRAWN, /* its publisher or its reader no longer stands by it */
  BRV_LIBRARY_REPLACED,  /* another source of the library is to be used instead */
} BrvLibraryStanding;

/* A source as a list shows it, and what its reader said of it. */
typedef struct
{
  gint64 id; /* grows with each source added */
  BrvId source_id;
  gint64 added_us; /* microseconds since 1970 in UTC */
  char *title;
  char *authors; /* joined by semicolons; empty where unknown, as all that follow */
  char *publisher;
  char *date; /* ISO 8601, as exact as the source says */
  char *language;
  char *grade; /* of the Admiralty system: letter, digit or both, "B2" */
  char *note;
  char **tags;
  BrvLibraryStanding standing;
  gint64 replaced_by; /* id, or 0 */
  char *reason;       /* for its standing */
  gboolean is_incomplete;
} BrvLibraryEntry;

/* A brief that has a source. */
typedef struct
{
  BrvId brief_id;
  char *title;
  char *path;     /* where it was last saved */
  guint n_quotes; /* from this source */
  gint64 seen_us; /* when the brief was last looked through */
} BrvLibraryUsage;

/* One value of a field and how many sources have it. */
typedef struct
{
  char *value;
  guint n_sources;
} BrvLibraryFacet;

typedef enum
{
  BRV_LIBRARY_FACET_PUBLISHER,
  BRV_LIBRARY_FACET_AUTHOR,
  BRV_LIBRARY_FACET_YEAR,
  BRV_LIBRARY_FACET_TAG,
  BRV_LIBRARY_FACET_GRADE,
  BRV_LIBRARY_FACET_BRIEF, /* that quotes them */
  BRV_LIBRARY_N_FACETS,
} BrvLibraryFacetKind;

/*
 * All sources that were ever brought in, with a full-text index: a database in a private folder.
 * One process writes; others may read. Its functions may be called on any thread; those that
 * write wait for each other, and a search does not wait for them. Atomically counted.
 */
typedef struct _BrvLibrary BrvLibrary;

typedef struct
{
  const char *folder; /* (nullable): $XDG_DATA_HOME/brevier/library */
  gboolean read_only;
  gint64 file_system; /* as statfs(2) names it; 0: asked for */
  guint part_sources; /* of how many sources a part of the index is; 0: the usual number */
} BrvLibraryOptions;

gboolean brv_library_is_there (const char *folder);
BrvLibrary *
brv_library_open (const BrvLibraryOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BrvLibrary *brv_library_ref (BrvLibrary *self);
void brv_library_unref (BrvLibrary *self);

gboolean brv_library_is_read_only (BrvLibrary *self);
gboolean brv_library_is_on_network (BrvLibrary *self);
const char *brv_library_get_folder (BrvLibrary *self);

/* Filling it */
gboolean brv_library_add (BrvLibrary *self,
                          const BrvSource *const *sources,
                          guint n_sources,
                          gint64 *ids,
                          guint *n_new,
                          GError **error);
gboolean
brv_library_set_tags (BrvLibrary *self, gint64 id, const char *const *tags, GError **error);
gboolean brv_library_set_note (BrvLibrary *self, gint64 id, const char *note, GError **error);
gboolean brv_library_set_grade (BrvLibrary *self, gint64 id, const char *grade, GError **error);
gboolean brv_library_set_standing (BrvLibrary *self,
                                   gint64 id,
                                   BrvLibraryStanding standing,
                                   gint64 replaced_by,
                                   const char *reason,
                                   GError **error);
gboolean brv_library_remove (BrvLibrary *self, gint64 id, GError **error);
gboolean brv_library_rebuild_index (BrvLibrary *self, GCancellable *cancellable, GError **error);

/* Finding in it */
GArray *brv_library_search (BrvLibrary *self,
                            const BrvLibraryQuery *query,
                            BrvLibraryOrder order,
                            guint limit,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *brv_library_search_first (BrvLibrary *self,
                                  const BrvLibraryQuery *query,
                                  guint limit,
                                  guint patience_ms,
                                  gboolean *is_complete,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_library_count (BrvLibrary *self, guint64 *n_sources, GError **error);
BrvLibraryEntry *
brv_library_read_entry (BrvLibrary *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void brv_library_entry_free (BrvLibraryEntry *self);
BrvSource *
brv_library_read_source (BrvLibrary *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *brv_library_read_text (BrvLibrary *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_library_find (BrvLibrary *self, const BrvSource *source, gint64 *id, GError **error);
GPtrArray *
brv_library_list_facet (BrvLibrary *self, BrvLibraryFacetKind kind, guint limit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void brv_library_facet_free (BrvLibraryFacet *self);

/* Which briefs have its sources */
gboolean brv_library_set_usage (BrvLibrary *self,
                                BrvId brief_id,
                                const char *title,
                                const char *path,
                                const char *const *bytes_sha256,
                                const guint *n_quotes,
                                guint n_sources,
                                GError **error);
GPtrArray *
brv_library_list_usage (BrvLibrary *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void brv_library_usage_free (BrvLibraryUsage *self);

/* Keeping it */
gboolean brv_library_warm (BrvLibrary *self, GCancellable *cancellable, GError **error);
gboolean brv_library_merge (BrvLibrary *self, GCancellable *cancellable, GError **error);
gboolean brv_library_check (BrvLibrary *self, GCancellable *cancellable, GError **error);
gboolean brv_library_backup (BrvLibrary *self, const char *path, GError **error);
gboolean brv_library_is_care_due (BrvLibrary *self);
gboolean brv_library_care (BrvLibrary *self, GCancellable *cancellable, GError **error);
BrvLibrary *brv_library_open_mended (const BrvLibraryOptions *options, char **told, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean brv_library_restore (const char *folder, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLibrary, brv_library_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLibraryEntry, brv_library_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLibraryFacet, brv_library_facet_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BrvLibraryUsage, brv_library_usage_free)

G_END_DECLS
