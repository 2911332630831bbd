#include "licet/letter/pdf.h"

#include <cairo-pdf.h>

#include "licet/base/text.h"
#include "page.h"

namespace licet::letter {
namespace {

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyCanvas {
  void operator()(cairo_t* canvas) const { cairo_destroy(canvas); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using Canvas = std::unique_ptr<cairo_t, DestroyCanvas>;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

// Without the dates cairo would ask the clock.
void set_metadata(cairo_surface_t* surface, const Letter& letter) {
  const auto set = [&](cairo_pdf_metadata_t field, const std::string& text) {
    cairo_pdf_surface_set_metadata(surface, field, text.c_str());
  };
  const std::string moment = cat(to_string(letter.day), "T00:00:00Z");
  set(CAIRO_PDF_METADATA_TITLE, cat(letter.title, ", ", letter.about));
  set(CAIRO_PDF_METADATA_AUTHOR, letter.authority);
  set(CAIRO_PDF_METADATA_SUBJECT, letter.about);
  set(CAIRO_PDF_METADATA_KEYWORDS, to_id(digest_of(letter)));
  set(CAIRO_PDF_METADATA_CREATOR, "licet");
  set(CAIRO_PDF_METADATA_CREATE_DATE, moment);
  set(CAIRO_PDF_METADATA_MOD_DATE, moment);
}

Status check_text(const Letter& letter) {
  const std::string text = to_text(letter);
  if (text.size() > kMostText)
    return Error{Code::CostLimit, letter.kind, cat("more than ", kMostText, " bytes of text")};
  if (const auto at = invalid_utf8_at(text))
    return Error{Code::BadUtf8, letter.kind, cat("byte ", *at, " of the text")};
  return Done{};
}

Status draw(Fonts& fonts, const Letter& letter, Paper paper, Pdf& pdf) {
  const auto [width, height] = size_of(paper);
  const Surface surface(
      cairo_pdf_surface_create_for_stream(append, &pdf.bytes, width / 1024.0, height / 1024.0));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  set_metadata(surface.get(), letter);
  const Canvas canvas(cairo_create(surface.get()));
  PageWriter(fonts, letter, paper, canvas.get(), pdf.pages).write();
  const cairo_status_t drawn = cairo_status(canvas.get());
  cairo_surface_finish(surface.get());
  const cairo_status_t made = cairo_surface_status(surface.get());
  if (drawn == CAIRO_STATUS_SUCCESS && made == CAIRO_STATUS_SUCCESS) return Done{};
  const cairo_status_t status = drawn == CAIRO_STATUS_SUCCESS ? made : drawn;
  return Error{Code::FontMissing, letter.kind, cairo_status_to_string(status)};
}

}  // namespace

Result<Pdf> to_pdf(const Letter& letter, const PdfOptions& options) {
  LICET_TRY_DONE(check_text(letter));
  LICET_TRY(fonts, Fonts::open(options.fonts));
  Pdf pdf;
  pdf.pages = PageWriter(fonts, letter, options.paper, nullptr, 0).write();
  if (pdf.pages > kMostPages)
    return Error{Code::CostLimit, letter.kind, cat("more than ", kMostPages, " pages")};
  if (!fonts.missing().empty())
    return Error{Code::GlyphMissing, letter.about, missing_text(fonts.missing())};
  LICET_TRY_DONE(draw(fonts, letter, options.paper, pdf));
  pdf.fonts.assign(fonts.used().begin(), fonts.used().end());
  return pdf;
}

}  // namespace licet::letter
