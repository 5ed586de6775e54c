// How long the law takes: reading every statute that is built in, and putting 51 states to it.
// From start to exit of the program, with files: bench/startup.
#include "recount/assessment.h"
#include "workflow/assess.h"

#include <benchmark/benchmark.h>

namespace {

using recanvass::election::Election;

// Every jurisdiction of the built-in law, with one result each.
Election whole_country() {
  Election election;
  election.election_day = recanvass::base::Date::of(2016, 11, 8);
  recanvass::election::Contest contest;
  contest.id = {"president"};
  contest.office = recanvass::election::Office::President;
  contest.choices = {{{"ash"}, "Ash", "", false, false}, {{"birch"}, "Birch", "", false, false}};
  election.contests = {contest};
  for (const char* state :
       {"al", "ak", "az", "ar", "ca", "co", "ct", "de", "dc", "fl", "ga", "hi", "id",
        "il", "in", "ia", "ks", "ky", "la", "me", "md", "ma", "mi", "mn", "ms", "mo",
        "mt", "ne", "nv", "nh", "nj", "nm", "ny", "nc", "nd", "oh", "ok", "or", "pa",
        "ri", "sc", "sd", "tn", "tx", "ut", "vt", "va", "wa", "wv", "wi", "wy"}) {
    recanvass::election::Jurisdiction place;
    place.id = {std::string("us-") + state};
    election.jurisdictions.push_back(place);
    recanvass::election::ResultSet result;
    result.id = {state};
    result.jurisdiction = place.id;
    result.contest = contest.id;
    result.known_on = recanvass::base::Date::of(2016, 11, 20);
    result.totals = {{{"ash"}, recanvass::election::VoteCount(1000000)},
                     {{"birch"}, recanvass::election::VoteCount(999000)}};
    result.total_votes = recanvass::election::VoteCount(2050000);
    election.result_sets.push_back(result);
  }
  return election;
}

void read_law(benchmark::State& state) {
  const Election election = whole_country();
  for (auto unused : state) {
    benchmark::DoNotOptimize(recanvass::workflow::law_for(election, {}));
  }
}

void assess_country(benchmark::State& state) {
  const Election election = whole_country();
  const auto law = recanvass::workflow::law_for(election, {});
  recanvass::recount::AssessOptions options;
  options.as_of = recanvass::base::LocalTime::parse("2016-11-25T00:00").value();
  for (auto unused : state) {
    benchmark::DoNotOptimize(recanvass::recount::assess(election, law, options));
  }
}

}  // namespace

BENCHMARK(read_law)->Unit(benchmark::kMillisecond);
BENCHMARK(assess_country)->Unit(benchmark::kMillisecond);
