#include "formats/detect.h"

#include "formats/batch_tallies.h"
#include "formats/csv.h"
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
    "Open it in the program that made it, choose File, Save As (or Export), the type \"CSV UTF-8 "
    "(comma delimited)\", for the sheet with the returns, and use that file.";
constexpr const char* kProgramAdvice =
    "Do not start it; ask the sender for the returns themselves.";
constexpr const char* kDocumentAdvice =
    "Ask the sender for the returns as a table; a table in a document is copied into a "
    "spreadsheet and saved as \"CSV UTF-8 (comma delimited)\".";

struct Signature {
  std::string_view bytes;
  const char* cause;
  const char* what;
  const char* mend;
};

// Sources: the formats' own specifications; file(1)'s magic for the rest.
constexpr std::array<Signature, 15> kSignatures = {{
    {"MZ"sv, "detect.program", "a program for Windows", kProgramAdvice},
    {"\x7F"
     "ELF"sv,
     "detect.program", "a program for Linux", kProgramAdvice},
    {"\xCF\xFA\xED\xFE"sv, "detect.program", "a program for macOS", kProgramAdvice},
    {"#!"sv, "detect.program", "a script", kProgramAdvice},
    {"\xD0\xCF\x11\xE0"sv, "detect.document", "an old Word or Excel document", kExportAdvice},
    {"{\\rtf"sv, "detect.document", "a text document (RTF)", kDocumentAdvice},
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
        "detect.document", {file, 0, ""}, "a Word document", "a table as CSV", kDocumentAdvice}};
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
  template <class Names>
  explicit Header(const Names& names) {
    for (const auto& name : names) names_.push_back(lower_case(trimmed(name)));
  }
  [[nodiscard]] bool has(std::string_view name) const {
    return std::find(names_.begin(), names_.end(), name) != names_.end();
  }
  [[nodiscard]] std::ptrdiff_t how_many(const std::vector<std::string_view>& names) const {
    return std::count_if(names.begin(), names.end(), [&](auto name) { return has(name); });
  }
  [[nodiscard]] bool has_any(const std::vector<std::string_view>& names) const {
    return std::any_of(names.begin(), names.end(), [&](auto name) { return has(name); });
  }

 private:
  std::vector<std::string> names_;
};

base::Problem cast_votes(const std::string& file, std::int64_t row, const std::string& whose) {
  return {"detect.cast-votes",
          {file, row, ""},
          "cast vote records, " + whose,
          "returns: the votes of each reporting unit",
          "This is a cast vote record export. Use it where cast vote records are asked for; for "
          "returns export the results by precinct."};
}

base::Problem manifest(const std::string& file, std::int64_t row) {
  return {"detect.manifest",
          {file, row, ""},
          "a ballot manifest, the ballots of each batch",
          "returns: the votes of each reporting unit",
          "Use this file where a ballot manifest is asked for; for returns export the results by "
          "precinct."};
}

// Columns by which the exports are known. Sources: the exports themselves, as published by Colorado
// and its counties, San Francisco and Bay County FL, and the sample files of Arlo.
base::Problems other_table_problems(const Header& row, const std::string& file, std::int64_t line) {
  if (row.how_many(
          {"cvrnumber", "tabulatornum", "batchid", "recordid", "imprintedid", "ballottype"}) >= 4) {
    return {cast_votes(file, line, "as Dominion exports them")};
  }
  if (row.has("cast vote record")) return {cast_votes(file, line, "as ES&S exports them")};
  if (row.has("ballotid") && row.has_any({"ballotstyleid", "boxposition", "choice_1_1"})) {
    return {cast_votes(file, line, "as Clear Ballot exports them")};
  }
  const bool batches = row.has_any({"batch", "batch name", "batchid", "batch id", "container"});
  const bool ballots = row.has_any({"# ballots", "number of ballots", "numballots", "ballot count",
                                    "number of ballots in batch"});
  const bool boulder = row.how_many({"tabulatornum", "batchid", "recordid", "location"}) == 4;
  if ((batches && ballots) || row.has_any({"storage location", "storagelocation"}) || boulder) {
    return {manifest(file, line)};
  }
  return {};
}

}  // namespace

base::Problems refuse_other_table(std::string_view text, const std::string& file) {
  constexpr int kRows = 6;
  CsvReader rows(std::string(text.substr(0, std::size_t{1} << 16)));
  bool is_number = false;  // RAIRE: the number of contests, then "Contest,id,candidates,..."
  for (int i = 0; i < kRows && rows.next(); ++i) {
    const auto& fields = rows.fields();
    auto problems = other_table_problems(Header(fields), file, rows.line());
    if (!problems.empty()) return problems;
    if (is_number && fields.size() > 3 && lower_case(fields[0]) == "contest") {
      return {cast_votes(file, rows.line(), "as RAIRE has them")};
    }
    is_number = i == 0 && fields.size() == 1 && !fields[0].empty() &&
                fields[0].find_first_not_of("0123456789") == std::string_view::npos;
  }
  return {};
}

base::Problems refuse_other_xml(std::string_view root, const std::string& file) {
  if (root == "Cvr") return {cast_votes(file, 0, "as Hart exports them")};
  if (root == "CastVoteRecordReport") return {cast_votes(file, 0, "as NIST SP 1500-103 has them")};
  if (root == "Workbook") {
    return {base::Problem{"detect.spreadsheet",
                          {file, 0, ""},
                          "a spreadsheet in XML",
                          "a table as CSV",
                          kExportAdvice}};
  }
  return {};
}

base::Problems refuse_other_json(std::string_view text, const std::string& file) {
  constexpr std::size_t kHead = 4096;
  if (text.substr(0, kHead).find("\"Sessions\"") != std::string_view::npos) {
    return {cast_votes(file, 0, "as Dominion exports them")};
  }
  if (text.find("\"CVR.CastVoteRecordReport\"") != std::string_view::npos) {
    return {cast_votes(file, 0, "as NIST SP 1500-103 has them")};
  }
  return {};
}

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
  if (is_batch_tallies_header(header)) return TableFormat::BatchTallies;
  if (names.has("candidatevotes") && names.has("candidate")) return TableFormat::MedslCounty;
  if (!names.has("precinct") && names.has("candidate") && names.has("votes") &&
      names.has("totalvotes") && names.has("state_po")) {
    return TableFormat::MedslCounty;
  }
  if (names.has("precinct") && names.has("candidate") && names.has("votes") &&
      names.has_any({"party_detailed", "party_simplified", "state_po", "state_postal"})) {
    return TableFormat::MedslPrecinct;
  }
  if (names.has("candidate") && names.has_any({"county", "precinct", "parish", "jurisdiction"})) {
    return TableFormat::OpenElections;
  }
  const std::string found = "the columns " + listed(header, 8);
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
