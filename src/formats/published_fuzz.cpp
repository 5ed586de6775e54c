#include "base/fuzz.h"
#include "formats/fuzz.h"
#include "formats/published_arlo.h"
#include "formats/published_colorado.h"
#include "formats/published_print.h"
#include "formats/published_ranked.h"

namespace recanvass::formats {
namespace {

constexpr const char* kPublished = "fuzzed";

void check_problems(ProblemList& problems) {
  if (!problems.empty()) base::check_refusal(problems.take());
}

}  // namespace

void fuzz_published_colorado(std::string_view bytes) {
  ColoradoExport found;
  ProblemList problems;
  read_colorado(std::string(bytes), kPublished, found, problems);
  for (const ColoradoRound& round : found.rounds) {
    for (const ColoradoContest& contest : round.contests) RECANVASS_CHECK(contest.row.line > 0);
  }
  check_problems(problems);
}

void fuzz_published_arlo(std::string_view bytes) {
  ProblemList problems;
  const ArloReport report = read_arlo_report(std::string(bytes), kPublished, problems);
  for (const ArloTally& tally : report.tallies) {
    RECANVASS_CHECK(tally.votes.size() <= report.tally_choices.size());
  }
  check_problems(problems);
}

void fuzz_published_ranked(std::string_view bytes) {
  const auto json = base::parse_json(bytes, kPublished);
  if (!json) return base::check_refusal(json.problems());
  ProblemList problems;
  if (is_ranked_assertions(*json)) {
    static_cast<void>(read_ranked_assertions(*json, kPublished, problems));
  }
  if (is_ranked_readings(*json)) {
    static_cast<void>(read_ranked_readings(*json, kPublished, problems));
  }
  static_cast<void>(read_choice_names(*json));
  check_problems(problems);
}

void fuzz_published_print(std::string_view bytes) {
  ProblemList problems;
  static_cast<void>(read_printed_audit(bytes, kPublished, problems));
  check_problems(problems);
}

}  // namespace recanvass::formats
