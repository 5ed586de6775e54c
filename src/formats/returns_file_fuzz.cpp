#include "base/fuzz.h"
#include "formats/clarity.h"
#include "formats/fuzz.h"
#include "formats/medsl.h"
#include "formats/nist_results.h"
#include "formats/openelections.h"
#include "formats/returns_builder.h"
#include "formats/returns_file.h"
#include "formats/text.h"
#include "formats/tidy_returns.h"

#include <algorithm>
#include <array>

namespace recanvass::formats {
namespace {

constexpr const char* kFile = "fuzzed";

election::Contest fuzzed_contest() {
  election::Contest contest;
  contest.id = {"mayor"};
  contest.name = "Mayor";
  contest.choices = {{{"ada"}, "Ada Lovelace", "", false, false},
                     {{"ben"}, "Ben Bitdiddle", "", false, false},
                     {{"write-ins"}, "Write-ins", "", true, true}};
  return contest;
}

election::Jurisdiction fuzzed_jurisdiction() {
  election::Jurisdiction jurisdiction;
  jurisdiction.id = {"us-wi"};
  jurisdiction.name = "Wisconsin";
  return jurisdiction;
}

// Names in turn stand for the contest's choices, so that mutated ones get behind the mapping.
NameMap map_of(const ReturnsTable& table, const election::Contest& contest) {
  NameMap map;
  for (const auto& section : table.sections) {
    if (section.contest != kEveryContest) map.office = section.contest;
  }
  for (std::uint32_t i = 0; i < table.choices.size(); ++i) {
    const std::string name(choice_name(table.choices.name(i)));
    map.choices[name] = contest.choices[i % contest.choices.size()].id;
  }
  return map;
}

void check_table(const ReturnsTable& table) {
  for (const auto& figure : table.figures) {
    RECANVASS_CHECK(figure.section < table.sections.size());
    RECANVASS_CHECK(figure.unit < table.units.size());
    RECANVASS_CHECK(figure.choice < table.choices.size());
    RECANVASS_CHECK(figure.mode < table.modes.size());
    RECANVASS_CHECK(figure.votes >= kUnknownVotes && figure.line >= 0);
  }
}

// The units add up to the totals, and no figure is below zero.
void check_result(const election::ResultSet& result) {
  if (result.units.units().empty()) return;
  const auto totals = result.units.totals();
  RECANVASS_CHECK(totals.size() == result.totals.size());
  for (std::size_t i = 0; i < totals.size(); ++i) {
    RECANVASS_CHECK(totals[i].votes == result.totals[i].votes);
    RECANVASS_CHECK(totals[i].votes >= election::VoteCount(0));
  }
}

void build_from(IndexedReturns returns) {
  const election::Contest contest = fuzzed_contest();
  const election::Jurisdiction jurisdiction = fuzzed_jurisdiction();
  const NameMap map = map_of(returns.table, contest);
  const base::Date day = returns.table.election_day.value_or(base::Date::of(2016, 11, 8));
  election::ResultSet result;
  result.id = {"night"};
  result.jurisdiction = jurisdiction.id;
  result.contest = contest.id;
  ProblemList problems;
  const auto lines = build_result(returns, {contest, jurisdiction, map, day}, result, problems);
  if (!problems.empty()) return base::check_refusal(problems.take());
  if (!returns.is_whole) RECANVASS_CHECK(result.totals.empty() && result.units.units().empty());
  RECANVASS_CHECK(result.units.units().empty() || lines.size() == result.units.units().size());
  check_result(result);
}

void check_read(ReturnsReading read) {
  if (!read) base::check_refusal(read.problems());
  if (read) check_table(*read);
  if (!read.readable()) return;
  IndexedReturns returns(std::move(*read.readable()));
  returns.is_whole = read.ok();
  build_from(std::move(returns));
}

// Readers of text get what decode_text() lets through.
template <class Reader>
void fuzz_text(std::string_view bytes, Reader reader) {
  auto decoded = decode_text(std::string(bytes), kFile);
  if (!decoded) return base::check_refusal(decoded.problems());
  check_read(reader(std::move(decoded).value().text));
}

}  // namespace

void fuzz_returns(std::string_view bytes) {
  check_read(read_returns_bytes(std::string(bytes), kFile));
}

void fuzz_tidy_returns(std::string_view bytes) {
  fuzz_text(bytes, [](std::string text) { return read_tidy_returns(std::move(text), kFile); });
}

void fuzz_openelections(std::string_view bytes) {
  fuzz_text(bytes, [](std::string text) { return read_openelections(std::move(text), kFile); });
}

void fuzz_medsl_precincts(std::string_view bytes) {
  fuzz_text(bytes, [](std::string text) { return read_medsl_precincts(std::move(text), kFile); });
}

void fuzz_medsl_counties(std::string_view bytes) {
  fuzz_text(bytes, [](std::string text) { return read_medsl_counties(std::move(text), kFile); });
}

void fuzz_clarity(std::string_view bytes) { check_read(read_clarity(bytes, kFile)); }

void fuzz_nist_json(std::string_view bytes) {
  fuzz_text(bytes, [](const std::string& text) { return read_nist_json(text, kFile); });
}

void fuzz_nist_xml(std::string_view bytes) { check_read(read_nist_xml(bytes, kFile)); }

}  // namespace recanvass::formats
