/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MULTIPLE_MASTERS_H
#include <glib/gi18n-lib.h>

#include "export/brv-font-faces.h"
#include "export/brv-export.h"

/* The library, shared by the faces loaded with it. */
typedef struct
{
  FT_Library library;
} SharedLibrary;

struct _BrvFontFaces
{
  SharedLibrary *shared;
  GHashTable *faces; /* BrvFontKey (owned) → cairo_font_face_t */
};

/*
 * A face's FreeType face dies with the last cairo object that uses it, which may be later than
 * the painter: a surface keeps its fonts until it is finished. So each holds the library.
 */
static const cairo_user_data_key_t face_key;

static void
clear_library (SharedLibrary *shared)
{
  FT_Done_FreeType (shared->library);
}

static void
release_library (SharedLibrary *shared)
{
  g_atomic_rc_box_release_full (shared, (GDestroyNotify)clear_library);
}

static void
free_key (BrvFontKey *key)
{
  g_free ((char *)key->file);
  g_free ((char *)key->variations);
  g_free (key);
}

static BrvFontKey *
copy_key (const BrvFontKey *key)
{
  BrvFontKey *copy = g_memdup2 (key, sizeof *key);

  copy->file = g_strdup (key->file);
  copy->variations = g_strdup (key->variations);
  copy->family = NULL;
  return copy;
}

static void
done_face (void *data)
{
  FT_Face face = data;
  SharedLibrary *shared = face->generic.data;

  FT_Done_Face (face);
  release_library (shared);
}

/* Sets the axes named in @variations, "wght=600,wdth=80", and leaves the others as they are. */
static FT_Error
set_variations (FT_Library library, FT_Face face, const char *variations)
{
  g_auto (GStrv) settings = g_strsplit (variations, ",", -1);
  g_autofree FT_Fixed *values = NULL;
  FT_MM_Var *axes;
  FT_Error failed = FT_Get_MM_Var (face, &axes);

  if (failed)
    return failed;

  values = g_new (FT_Fixed, axes->num_axis);
  failed = FT_Get_Var_Design_Coordinates (face, axes->num_axis, values);
  for (guint i = 0; !failed && settings[i] != NULL; i++)
    {
      const char *setting = g_strstrip (settings[i]);

      if (strlen (setting) < 6 || setting[4] != '=')
        continue;
      for (guint j = 0; j < axes->num_axis; j++)
        {
          if (axes->axis[j].tag == FT_MAKE_TAG (setting[0], setting[1], setting[2], setting[3]))
            values[j] = (FT_Fixed)(g_ascii_strtod (setting + 5, NULL) * 65536);
        }
    }
  if (!failed)
    failed = FT_Set_Var_Design_Coordinates (face, axes->num_axis, values);
  FT_Done_MM_Var (library, axes);
  return failed;
}

static cairo_font_face_t *
load_face (BrvFontFaces *self, const BrvFontKey *key, GError **error)
{
  cairo_font_face_t *result;
  FT_Face face;
  FT_Error failed = FT_New_Face (self->shared->library, key->file, key->face_index, &face);

  if (!failed && key->variations != NULL && key->variations[0] != '\0')
    {
      failed = set_variations (self->shared->library, face, key->variations);
      if (failed)
        FT_Done_Face (face);
    }
  if (failed)
    {
      g_set_error (error, BRV_EXPORT_ERROR, BRV_EXPORT_ERROR_FONT,
                   _ ("The font “%s” could not be read from %s. Install it again, or choose "
                      "another font for the document."),
                   key->family != NULL ? key->family : key->file, key->file);
      return NULL;
    }

  face->generic.data = g_atomic_rc_box_acquire (self->shared);
  result = cairo_ft_font_face_create_for_ft_face (face, FT_LOAD_NO_HINTING);
  if (cairo_font_face_set_user_data (result, &face_key, face, done_face) != CAIRO_STATUS_SUCCESS)
    done_face (face);
  if (key->embolden)
    cairo_ft_font_face_set_synthesize (result, CAIRO_FT_SYNTHESIZE_BOLD);
  return result;
}

/**
 * brv_font_faces_new:
 *
 * Starts without a face.
 *
 * Returns: (transfer full): no faces
 */
BrvFontFaces *
brv_font_faces_new (void)
{
  BrvFontFaces *self = g_new0 (BrvFontFaces, 1);

  self->shared = g_atomic_rc_box_new0 (SharedLibrary);
  if (FT_Init_FreeType (&self->shared->library) != 0)
    g_error ("FreeType cannot be started: out of memory");
  self->faces =
    g_hash_table_new_full (brv_font_key_hash, brv_font_key_equal, (GDestroyNotify)free_key,
                           (GDestroyNotify)cairo_font_face_destroy);
  return self;
}

/**
 * brv_font_faces_free:
 * @self: (transfer full): the faces
 *
 * Frees the faces that no surface needs any longer; the others go with their surfaces.
 */
void
brv_font_faces_free (BrvFontFaces *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->faces);
  release_library (self->shared);
  g_free (self);
}

/**
 * brv_font_faces_find:
 * @self: the faces
 * @key: what to load; its size and matrix do not matter
 * @error: where to put a fault
 *
 * Finds a face or loads it.
 *
 * Returns: (transfer none): the face, or %NULL with %BRV_EXPORT_ERROR_FONT if its file cannot be
 *   loaded
 */
cairo_font_face_t *
brv_font_faces_find (BrvFontFaces *self, const BrvFontKey *key, GError **error)
{
  BrvFontKey loaded;
  cairo_font_face_t *face;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  loaded = *key;
  loaded.size = 1;
  loaded.matrix[0] = loaded.matrix[3] = 1;
  loaded.matrix[1] = loaded.matrix[2] = 0;
  face = g_hash_table_lookup (self->faces, &loaded);
  if (face == NULL)
    {
      face = load_face (self, key, error);
      if (face != NULL)
        g_hash_table_insert (self->faces, copy_key (&loaded), face);
    }
  return face;
}

/**
 * brv_font_faces_find_space:
 * @face: a face that brv_font_faces_find() gave
 *
 * Returns: the index of the face's space, or 0 if it has none
 */
guint
brv_font_faces_find_space (cairo_font_face_t *face)
{
  FT_Face loaded = cairo_font_face_get_user_data (face, &face_key);

  return loaded != NULL ? FT_Get_Char_Index (loaded, ' ') : 0;
}
