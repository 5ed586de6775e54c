#include "formats/returns_file.h"

#include "formats/batch_tallies.h"
#include "formats/clarity.h"
#include "formats/csv_table.h"
#include "formats/detect.h"
#include "formats/dominion_summary.h"
#include "formats/medsl.h"
#include "formats/nist_results.h"
#include "formats/openelections.h"
#include "formats/text.h"
#include "formats/tidy_returns.h"
#include "formats/xml_events.h"

#include <fmt/format.h>

namespace recanvass::formats {
namespace {

// The root element is all that tells XML files apart.
class RootFinder : public XmlListener {
 public:
  void start(std::string_view name, const std::vector<XmlAttribute>&, std::int64_t) override {
    if (root.empty()) root = name;
  }
  void end(std::string_view, std::int64_t) override {}
  void text(std::string_view) override {}

  std::string root;
};

ReturnsReading read_xml_returns(const std::string& bytes, const std::string& name) {
  RootFinder finder;
  const base::Problems problems = read_xml(bytes, name, finder);
  // What follows a fault in the middle is lost; the reader says the rest, and the fault again.
  if (!problems.empty() && finder.root != "ElectionResult") return problems;
  if (finder.root == "ElectionResult") return read_clarity(bytes, name);
  if (finder.root == "ElectionReport") return read_nist_xml(bytes, name);
  if (finder.root == "Report") return read_dominion_summary(bytes, name);
  const base::Problems other = refuse_other_xml(finder.root, name);
  if (!other.empty()) return other;
  return base::Problem{"detect.unknown-xml",
                       {name, 0, ""},
                       "XML with the root " + quote(finder.root),
                       "ElectionResult (Clarity), ElectionReport (NIST SP 1500-100) or Report "
                       "(Dominion's summary)",
                       "Use results in a format that docs/formats/returns.md lists."};
}

ReturnsReading read_json_returns(const std::string& text, const std::string& name) {
  const base::Problems other = refuse_other_json(text, name);
  if (!other.empty()) return other;
  return read_nist_json(text, name);
}

ReturnsReading read_table(std::string text, const std::string& name) {
  const base::Problems other = refuse_other_table(text, name);
  if (!other.empty()) return other;
  std::vector<std::string> header;
  {
    // A header needs no more than the first rows; the readers open the table themselves, and say
    // what is wrong with it.
    ProblemList problems;
    const auto table = CsvTable::open(text.substr(0, std::size_t{1} << 16), name, problems);
    if (!table) return problems.take();
    header = table->header();
  }
  const auto format = format_of_header(header, name);
  if (!format) return format.problems();
  switch (*format) {
    case TableFormat::Tidy: return read_tidy_returns(std::move(text), name);
    case TableFormat::OpenElections: return read_openelections(std::move(text), name);
    case TableFormat::MedslPrecinct: return read_medsl_precincts(std::move(text), name);
    case TableFormat::MedslCounty: return read_medsl_counties(std::move(text), name);
    case TableFormat::BatchTallies: return read_batch_tallies(std::move(text), name);
  }
  RECANVASS_CHECK(!"a format without a reader");
  return base::Problem{};
}

const char* encoding_remark(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf8:
    case Encoding::Utf8WithMark: return nullptr;
    case Encoding::Utf16: return "read as UTF-16";
    case Encoding::Windows1252: return "is not UTF-8; read as Windows-1252";
  }
  return nullptr;
}

}  // namespace

ReturnsReading read_returns_file(const std::filesystem::path& path, const std::string& name) {
  auto bytes = read_bytes(path, name);
  if (!bytes) return bytes.problems();
  return read_returns_bytes(std::move(bytes).value(), name);
}

ReturnsReading read_returns_bytes(std::string bytes, const std::string& name) {
  const base::Problems refused = refuse_by_content(bytes, name);
  if (!refused.empty()) return refused;
  // A document in XML states its own encoding, so its reader gets the bytes.
  if (begins_as_xml(bytes)) return read_xml_returns(bytes, name);
  auto decoded = decode_text(std::move(bytes), name);
  if (!decoded) return decoded.problems();
  DecodedText content = std::move(decoded).value();
  const char* remark = encoding_remark(content.encoding);
  ReturnsReading returns = begins_as_json(content.text) ? read_json_returns(content.text, name)
                                                        : read_table(std::move(content.text), name);
  if (remark != nullptr && returns.readable()) {
    returns.readable()->remarks.push_back(fmt::format("{} {}", name, remark));
  }
  return returns;
}

}  // namespace recanvass::formats
