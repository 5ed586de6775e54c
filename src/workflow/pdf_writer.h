// PDF from an HTML file of ours, by WeasyPrint run as a program. It is optional: without it there
// is a sentence that says so, and the HTML stands. Only files that this program wrote may be given
// to it: it would follow addresses, and ours have none.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// The program and its first arguments; another one in tests.
struct PdfProgram {
  std::vector<std::string> words = {"weasyprint", "--quiet", "--pdf-variant", "pdf/ua-1"};
};

/// Writes `pdf` whole or not at all. The same HTML gives the same bytes with the same program and
/// fonts: the time is fixed by SOURCE_DATE_EPOCH.
/// Causes: print.no-pdf-program, print.pdf.
[[nodiscard]] base::Result<std::filesystem::path> write_pdf(const std::filesystem::path& html,
                                                            const std::filesystem::path& pdf,
                                                            const PdfProgram& program = {});

}  // namespace recanvass::workflow
