#include "formats/detect.h"

#include "formats/problem_list.h"
#include "formats/text.h"
#include "formats/tidy_returns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recanvass::formats {
namespace {

using std::string_view_literals::operator""sv;

constexpr const char* kExportAdvice =
    "Open it in the program that made it, export the sheet with the returns as CSV, and use that.";

struct Signature {
  std::string_view bytes;
  const char* cause;
  const char* what;
  const char* mend;
};

// Sources: the formats' own specifications; file(1)'s magic for the rest.
constexpr std::array<Signature, 15> kSignatures = {{
    {"MZ"sv, "detect.program", "a program for Windows", "Ask the sender for the returns."},
    {"\x7F"
     "ELF"sv,
     "detect.program", "a program for Linux", "Ask the sender for the returns."},
    {"\xCF\xFA\xED\xFE"sv, "detect.program", "a program for macOS",
     "Ask the sender for the returns."},
    {"#!"sv, "detect.program", "a script", "Ask the sender for the returns."},
    {"\xD0\xCF\x11\xE0"sv, "detect.document", "an old Word or Excel document", kExportAdvice},
    {"{\\rtf"sv, "detect.document", "a text document (RTF)", kExportAdvice},
    {"%PDF"sv, "detect.pdf", "a PDF document", "Ask for the table itself, or type it into CSV."},
    {"\x1F\x8B"sv, "detect.archive", "a compressed file (gzip)", "Unpack it first."},
    {"7z\xBC\xAF"sv, "detect.archive", "an archive (7-Zip)", "Unpack it first."},
    {"Rar!"sv, "detect.archive", "an archive (RAR)", "Unpack it first."},
    {"BZh"sv, "detect.archive", "a compressed file (bzip2)", "Unpack it first."},
    {"\x89PNG"sv, "detect.picture", "a picture", "Type the figures into CSV."},
    {"\xFF\xD8\xFF"sv, "detect.picture", "a picture", "Type the figures into CSV."},
    {"GIF8"sv, "detect.picture", "a picture", "Type the figures into CSV."},
    {"SQLite format 3"sv, "detect.database", "a database (SQLite)",
     "Export the table with the returns as CSV."},
}};

base::Problems zip_problems(std::string_view bytes, const std::string& file) {
  const auto holds = [&](std::string_view name) {
    return bytes.find(name) != std::string_view::npos;
  };
  if (holds("xl/workbook") || holds("xl/worksheets")) {
    return {base::Problem{
        "detect.spreadsheet", {file, 0, ""}, "an Excel workbook", "a table as CSV", kExportAdvice}};
  }
  if (holds("word/document")) {
    return {base::Problem{
        "detect.document", {file, 0, ""}, "a Word document", "a table as CSV", kExportAdvice}};
  }
  if (holds("application/vnd.oasis.opendocument")) {
    return {base::Problem{"detect.spreadsheet",
                          {file, 0, ""},
                          "an OpenDocument file",
                          "a table as CSV",
                          kExportAdvice}};
  }
  return {base::Problem{"detect.archive",
                        {file, 0, ""},
                        "an archive (ZIP)",
                        "the file inside it",
                        "Unpack it first; Clarity's reports hold detail.xml."}};
}

bool looks_like_a_page(std::string_view text) {
  const std::string start = lower_case(text.substr(0, 200));
  const std::size_t mark = start.find('<');
  return mark != std::string::npos &&
         (start.compare(mark, 9, "<!doctype") == 0 || start.compare(mark, 5, "<html") == 0) &&
         start.find("html") != std::string::npos;
}

class Header {
 public:
  explicit Header(const std::vector<std::string>& names) {
    for (const std::string& name : names) names_.push_back(lower_case(name));
  }
  [[nodiscard]] bool has(std::string_view name) const {
    return std::find(names_.begin(), names_.end(), name) != names_.end();
  }
  [[nodiscard]] bool has_any(const std::vector<std::string_view>& names) const {
    return std::any_of(names.begin(), names.end(), [&](auto name) { return has(name); });
  }

 private:
  std::vector<std::string> names_;
};

}  // namespace

base::Problems refuse_by_content(std::string_view bytes, const std::string& file) {
  if (bytes.empty()) {
    return {base::Problem{
        "detect.empty", {file, 0, ""}, "an empty file", "returns", "Export it again."}};
  }
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
    return zip_problems(bytes, file);
  }
  for (const Signature& known : kSignatures) {
    if (!bytes.starts_with(known.bytes)) continue;
    return {base::Problem{known.cause,
                          {file, 0, ""},
                          known.what,
                          "returns as CSV, Clarity XML or NIST SP 1500-100",
                          known.mend}};
  }
  if (looks_like_a_page(bytes)) {
    return {base::Problem{"detect.document",
                          {file, 0, ""},
                          "a web page (HTML)",
                          "returns as CSV, Clarity XML or NIST SP 1500-100",
                          "Look for the page's download of data; a login page is often saved "
                          "instead."}};
  }
  return {};
}

bool begins_as_xml(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE<\0"sv) || bytes.starts_with("\xFE\xFF\0<"sv)) return true;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t at = bytes.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && bytes[at] == '<';
}

bool begins_as_json(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && (text[at] == '{' || text[at] == '[');
}

base::Result<TableFormat> format_of_header(const std::vector<std::string>& header,
                                           const std::string& file) {
  const Header names(header);
  if (is_tidy_header(header)) return TableFormat::Tidy;
  if (names.has("candidatevotes") && names.has("candidate")) return TableFormat::MedslCounty;
  if (names.has("precinct") && names.has("candidate") && names.has("votes") &&
      names.has_any({"party_detailed", "party_simplified", "state_po", "state_postal"})) {
    return TableFormat::MedslPrecinct;
  }
  if (names.has("candidate") && names.has_any({"county", "precinct", "parish", "jurisdiction"})) {
    return TableFormat::OpenElections;
  }
  const std::string found = "the columns " + listed(header, 8);
  if (names.has_any({"cvrnumber", "recordid", "imprintedid", "tabulatornum", "cast vote record"})) {
    return base::Problem{"detect.cast-votes",
                         {file, 1, ""},
                         found + ": cast vote records",
                         "returns: one row for each unit and choice",
                         "Use this file where cast vote records are asked for."};
  }
  if (names.has_any(
          {"batch name", "batchid", "# ballots", "number of ballots", "storage location"})) {
    return base::Problem{"detect.manifest",
                         {file, 1, ""},
                         found + ": a ballot manifest",
                         "returns: one row for each unit and choice",
                         "Use this file where a manifest is asked for."};
  }
  if (names.has("votes") || names.has("choice")) {
    const bool votes = names.has("votes");
    return base::Problem{"returns.missing-column",
                         {file, 1, ""},
                         fmt::format("{}, without {}", found, votes ? "choice" : "votes"),
                         "the columns choice and votes (ours), or candidate and votes",
                         "Add the column or correct its name."};
  }
  return base::Problem{"detect.unknown-table",
                       {file, 1, ""},
                       found,
                       "returns with the columns unit, county, choice, votes; or the columns of "
                       "OpenElections or of the MIT Election Data and Science Lab",
                       "Rename the columns; docs/formats/returns.md lists them."};
}

}  // namespace recanvass::formats
