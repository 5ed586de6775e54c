#include "law/gaps.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::law {
namespace {

class GapList {
 public:
  explicit GapList(const RecountStatute& statute) : id_(statute.id) {}
  void add(GapKind kind, const std::string& what) { gaps_.push_back({kind, id_, what}); }
  void add_words(const std::string& part, const std::vector<Prose>& prose) {
    for (const Prose& each : prose) add(GapKind::Words, part + ": " + each.text);
  }
  std::vector<Gap> take() { return std::move(gaps_); }

 private:
  std::string id_;
  std::vector<Gap> gaps_;
};

void add_not_known(const RecountStatute& statute, GapList& gaps) {
  const auto unknown = [&](bool is, const char* what) {
    if (is) gaps.add(GapKind::NotKnown, what);
  };
  const bool automatic = !statute.automatic.tiers.empty();
  const bool petition = statute.petition.exists == Verdict::Yes;
  unknown(automatic && statute.automatic.president == Coverage::Unclear,
          "whether the automatic recount covers presidential electors");
  unknown(petition && statute.petition.president == Coverage::Unclear,
          "whether a petition is possible for presidential electors");
  unknown(statute.automatic.waivable == Recorded::Unknown, "whether the loser may decline it");
  unknown(petition && statute.petition.ground.empty(), "what a petition has to allege");
  unknown(petition && statute.petition.filed_with.empty(), "where a petition is filed");
  const bool deadline =
      std::any_of(statute.petition.deadlines.begin(), statute.petition.deadlines.end(),
                  [](const DeadlineRule& rule) { return rule.step.empty(); });
  unknown(petition && !deadline, "when a petition is due");
  if (!statute.petition.not_found.empty()) gaps.add(GapKind::NotKnown, statute.petition.not_found);
  for (const DeadlineRule& rule : statute.petition.deadlines) {
    if (!rule.not_found.empty()) {
      gaps.add(GapKind::NotKnown, "when a petition is due: " + rule.not_found);
    }
  }
  unknown(statute.payer == "unspecified", "who pays");
  if (statute.fee.confirmed_from) {
    gaps.add(GapKind::NotKnown, "the price before " + statute.fee.confirmed_from->text());
  }
  unknown(std::count(statute.refund.begin(), statute.refund.end(), "unknown") > 0,
          "when money comes back");
  unknown(statute.partial == "unclear", "whether only some precincts may be recounted");
  unknown(statute.tie_rule == "unknown", "how a tie is decided");
  unknown(!statute.completion.term && statute.completion.words.empty(),
          "when a recount must be done");
}

}  // namespace

std::vector<Gap> gaps_of(const RecountStatute& statute) {
  GapList gaps(statute);
  gaps.add_words("automatic", statute.automatic.prose);
  gaps.add_words("petition", statute.petition.prose);
  gaps.add_words("fee", statute.fee_prose);
  if (!statute.second_stage.empty() && statute.stages.empty()) {
    gaps.add(GapKind::Words, "second stage: " + statute.second_stage);
  }
  if (!statute.official_initiated.empty()) {
    gaps.add(GapKind::Words, "started by officials: " + statute.official_initiated);
  }
  if (!statute.completion.words.empty()) {
    gaps.add(GapKind::Words, "completion: " + statute.completion.words);
  }
  if (statute.confidence != Confidence::High) {
    gaps.add(GapKind::Confidence, name_of(statute.confidence));
  }
  add_not_known(statute, gaps);
  for (const std::string& each : statute.from_memory) gaps.add(GapKind::FromMemory, each);
  const auto inexact = [](DayPrecision precision) {
    return precision != DayPrecision::Exact && precision != DayPrecision::Open;
  };
  if (inexact(statute.in_force.from.precision) || inexact(statute.in_force.to.precision)) {
    gaps.add(GapKind::Dates, words_of(statute.in_force));
  }
  return gaps.take();
}

std::vector<Gap> gaps_between(const KnowledgeBase& base) {
  std::vector<Gap> gaps;
  const RecountStatute* before = nullptr;
  for (const RecountStatute& statute : base.statutes()) {
    if (before != nullptr && before->jurisdiction == statute.jurisdiction) {
      const base::Date from = before->in_force.last().plus_days(1);
      if (from < statute.in_force.first()) {
        gaps.push_back({GapKind::Dates, statute.id,
                        fmt::format("no rule known from {} to {}", from.text(),
                                    statute.in_force.first().plus_days(-1).text())});
      }
    }
    before = &statute;
  }
  return gaps;
}

base::Problems faults_of(const KnowledgeBase& base) {
  struct Tally {
    int on_election_day_2016 = 0;
    int open_ended = 0;
  };
  base::Problems problems;
  std::map<std::string, Tally> tallies;
  for (const std::string& id : jurisdiction_ids()) tallies[id] = {};
  const base::Date day = base::Date::of(2016, 11, 8);
  for (const RecountStatute& statute : base.statutes()) {
    const auto found = tallies.find(statute.jurisdiction.text);
    if (found == tallies.end()) {
      problems.push_back({"law.jurisdictions",
                          {statute.jurisdiction.text, 0, ""},
                          statute.id,
                          "one of the 50 states or DC",
                          "Correct the jurisdiction."});
      continue;
    }
    const bool then = statute.in_force.first() <= day && day <= statute.in_force.last();
    if (then) ++found->second.on_election_day_2016;
    if (statute.in_force.to.precision == DayPrecision::Open) ++found->second.open_ended;
  }
  for (const auto& [id, tally] : tallies) {
    if (tally.on_election_day_2016 != 1) {
      problems.push_back({"law.2016",
                          {id, 0, ""},
                          fmt::format("{} rules on 8 November 2016", tally.on_election_day_2016),
                          "exactly one",
                          "Correct the dates in force."});
    }
    if (tally.open_ended != 1) {
      problems.push_back({"law.latest",
                          {id, 0, ""},
                          fmt::format("{} rules without an end", tally.open_ended),
                          "exactly one",
                          "Correct the dates in force."});
    }
    if (!base.calendars().knows(id)) {
      problems.push_back({"law.calendar",
                          {id, 0, ""},
                          "no list of holidays",
                          "a calendar for counting business days",
                          "Add the jurisdiction to reference/holidays.toml."});
    }
  }
  return problems;
}

const std::vector<std::string>& jurisdiction_ids() {
  static const std::vector<std::string> kIds = {
      "us-ak", "us-al", "us-ar", "us-az", "us-ca", "us-co", "us-ct", "us-dc", "us-de",
      "us-fl", "us-ga", "us-hi", "us-ia", "us-id", "us-il", "us-in", "us-ks", "us-ky",
      "us-la", "us-ma", "us-md", "us-me", "us-mi", "us-mn", "us-mo", "us-ms", "us-mt",
      "us-nc", "us-nd", "us-ne", "us-nh", "us-nj", "us-nm", "us-nv", "us-ny", "us-oh",
      "us-ok", "us-or", "us-pa", "us-ri", "us-sc", "us-sd", "us-tn", "us-tx", "us-ut",
      "us-va", "us-vt", "us-wa", "us-wi", "us-wv", "us-wy"};
  return kIds;
}

std::string state_of(std::string_view jurisdiction) {
  constexpr std::string_view kTerritories[] = {"us-as", "us-gu", "us-mp", "us-pr", "us-vi"};
  const std::string state(jurisdiction.substr(0, 5));
  if (std::ranges::find(jurisdiction_ids(), state) == jurisdiction_ids().end() &&
      std::ranges::find(kTerritories, std::string_view(state)) == std::end(kTerritories)) {
    return {};
  }
  const std::string_view part = jurisdiction.substr(state.size());
  if (part.empty()) return state;
  constexpr std::string_view kPartLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  const bool is_part = part.size() > 1 && part.front() == '-' && part.back() != '-' &&
                       part.find_first_not_of(kPartLetters) == std::string_view::npos;
  return is_part ? state : std::string();
}

std::string name_of(GapKind kind) {
  switch (kind) {
    case GapKind::Words: return "words";
    case GapKind::Confidence: return "confidence";
    case GapKind::NotKnown: return "not-known";
    case GapKind::FromMemory: return "from-memory";
    case GapKind::Dates: return "dates";
  }
  return "";
}

}  // namespace recanvass::law
