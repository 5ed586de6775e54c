#include "workflow/record_contests.h"

#include "base/person_name.h"
#include "tabulate/rule_limits.h"
#include "workflow/gates.h"
#include "workflow/use_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using audit::AssertedContest;
using base::Json;
using base::Rational;

// A name as an id: lower case, one hyphen between words.
std::string id_from_name(const std::string& name) {
  std::string id;
  for (const char letter : name) {
    const bool upper = letter >= 'A' && letter <= 'Z';
    const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (upper || kept) {
      id += upper ? static_cast<char>(letter - 'A' + 'a') : letter;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

base::Problem other_rule(const AssertedContest& asserted) {
  return refusal("contest.rule",
                 fmt::format("{}: the rule {}", asserted.contest.name, asserted.rule.id),
                 "plurality, more than a share that one choice has, or an instant runoff",
                 "Audit this contest from its files: `recanvass measure`.");
}

bool is_of_the_ledger(const AssertedContest& asserted) {
  const auto& method = asserted.rule.method;
  return std::holds_alternative<tabulate::MostVotesRule>(method) ||
         std::holds_alternative<tabulate::ShareRule>(method) ||
         std::holds_alternative<tabulate::IrvRules>(method);
}

/// One contest on its way to a line. @pre its rule is one of the ledger's
class ContestLine {
 public:
  ContestLine(const Operation& operation, const AssertedContest& asserted,
              const election::CardStore& store)
      : operation_(operation),
        asserted_(asserted),
        profile_(tabulate::profile_of(store, asserted.index)),
        counted_(tabulate::count_contest({profile_}, asserted.rule)) {
    const Setup& setup = operation.setup;
    const std::string& name = asserted.contest.name;
    is_own_ = setup.contest == asserted.contest.id.text || setup.contest == id_from_name(name);
    name_choices();
  }

  base::Result<Json> line(const std::vector<std::string>& lists);

 private:
  void name_choices();
  base::Problem wrong(const char* cause, std::string found, std::string wanted,
                      std::string mend) const {
    return refusal(cause, fmt::format("{}: {}", asserted_.contest.name, found), std::move(wanted),
                   std::move(mend));
  }
  base::Result<Json> rule_members() const;
  base::Result<Json> order_claim(const audit::ProvedAssertion& one) const;

  const Operation& operation_;
  const AssertedContest& asserted_;
  tabulate::Profile profile_;
  tabulate::ContestCount counted_;
  bool is_own_ = false;
  std::vector<std::string> choices_;  // ids, by choice of the records
};

void ContestLine::name_choices() {
  for (const election::CardChoice& choice : asserted_.contest.choices) {
    std::string id;
    for (const SetupChoice& each : operation_.setup.choices) {
      const bool same =
          each.id == choice.id.text || base::bare_name(each.name) == base::bare_name(choice.name);
      if (is_own_ && same) id = each.id;
    }
    const auto mapped = operation_.commitment.choice_names.find(choice.name);
    const bool has_spelling = is_own_ && mapped != operation_.commitment.choice_names.end();
    if (id.empty() && has_spelling) id = mapped->second;
    if (id.empty()) id = id_from_name(choice.name);
    choices_.push_back(id.empty() ? "choice-" + choice.id.text : id);
  }
}

// The lead of an order is a number of cards, whatever the domain: v = lead / N.
base::Result<Json> ContestLine::order_claim(const audit::ProvedAssertion& one) const {
  Json claim;
  audit::ChoicePair pair;
  tabulate::RankReading reading;
  if (const auto* never = std::get_if<audit::NeverBeforeClaim>(&one.assertion.assorter.claim())) {
    claim["kind"] = "never-before";
    pair = never->pair;
    reading = never->reading;
  } else if (const auto* next = std::get_if<audit::NotNextClaim>(&one.assertion.assorter.claim())) {
    claim["kind"] = "not-next";
    pair = next->pair;
    reading = next->reading;
    for (const audit::ChoiceIndex choice : next->standing) {
      claim["standing"].push_back(choices_[choice]);
    }
  }
  if (claim.is_null() || reading != tabulate::RankReading()) {
    return wrong("contest.rule", "ranks that are read by " + asserted_.rule.id,
                 "ranks passed over where they are empty, a ballot that ends where one is marked "
                 "twice",
                 "Audit this contest from its files: `recanvass measure`.");
  }
  claim["winner"] = choices_[pair.winner];
  claim["loser"] = choices_[pair.loser];
  claim["lead"] = (one.assorter_margin * Rational(asserted_.domain.cards().value())).floor();
  return claim;
}

base::Result<Json> ContestLine::rule_members() const {
  const auto& method = asserted_.rule.method;
  if (std::holds_alternative<tabulate::MostVotesRule>(method)) return Json{{"rule", "plurality"}};
  if (const auto* share = std::get_if<tabulate::ShareRule>(&method)) {
    if (share->needed.reach == tabulate::Reach::Above && asserted_.assertions.size() == 1) {
      return Json{{"rule", "share"}, {"share", share->needed.share.text()}};
    }
    return other_rule(asserted_);
  }
  Json members = {{"rule", "irv"}, {"assertions", Json::array()}};
  base::Problems problems;
  for (const audit::ProvedAssertion& one : asserted_.assertions) {
    const auto claim = order_claim(one);
    if (claim) {
      members["assertions"].push_back(*claim);
    } else if (problems.empty()) {
      problems = claim.problems();
    }
  }
  if (!problems.empty()) return problems;
  return members;
}

base::Result<Json> ContestLine::line(const std::vector<std::string>& lists) {
  base::Problems problems;
  if (asserted_.reach != audit::ProofReach::Outcome) {
    problems.push_back(wrong("contest.not-proved", "no sample proves the outcome",
                             "a contest whose assertions prove it",
                             "`recanvass assertions` says why; count it by hand."));
  }
  std::set<std::string> ids;
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    if (ids.insert(choices_[i]).second) continue;
    problems.push_back(wrong("contest.choices",
                             fmt::format("\"{}\" and another choice with the id {}",
                                         asserted_.contest.choices[i].name, choices_[i]),
                             "choices whose names differ in letters or digits",
                             "Write this audit.contest by hand, with ids of your own."));
  }
  auto members = rule_members();
  if (!members) add_problems(problems, members.problems());
  if (!problems.empty()) return problems;
  Json line = std::move(members).value();
  line["do"] = "audit.contest";
  line["contest"] = is_own_ ? operation_.setup.contest : id_from_name(asserted_.contest.name);
  line["name"] = asserted_.contest.name;
  // Without a limit as many may be marked as there are choices.
  const std::int64_t most = tabulate::votes_max_of(asserted_.rule, asserted_.contest);
  const bool ranked = line["rule"] == "irv";
  line["vote_for"] = ranked ? 1 : most > 0 ? most : std::ssize(choices_);
  line["choices"] = Json::array();
  line["reported"] = Json::object();
  line["tabulated"] = Json::object();
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    line["choices"].push_back({{"id", choices_[i]}, {"name", asserted_.contest.choices[i].name}});
    line["tabulated"][choices_[i]] = counted_.tally.votes[i].value();
  }
  if (is_own_) {
    for (const auto& [id, votes] : operation_.commitment.reported_outcome) {
      line["reported"][id] = votes;
    }
  }
  line["winners"] = Json::array();
  for (const audit::ChoiceIndex winner : tabulate::winners_of(counted_)) {
    line["winners"].push_back(choices_[winner]);
  }
  // Said where it is not as many as may be marked, which is what no word of it means.
  if (!ranked && line["winners"].size() != line["vote_for"].get<std::size_t>()) {
    line["seats"] = line["winners"].size();
  }
  line["risk_limit"] = fmt::format("{}", asserted_.risk_limit);
  line["targeted"] = asserted_.targeted;
  if (!lists.empty()) line["lists"] = lists;
  return line;
}

}  // namespace

base::Result<std::vector<Json>> contest_lines(const Operation& operation,
                                              const AuditAssertions& assertions,
                                              const election::CardStore& store,
                                              const std::vector<std::string>& lists) {
  std::vector<Json> lines;
  base::Problems problems;
  for (const AssertedContest& asserted : assertions.contests) {
    if (!asserted.can_be_audited() && !asserted.targeted) continue;
    auto line = is_of_the_ledger(asserted) ? ContestLine(operation, asserted, store).line(lists)
                                           : base::Result<Json>(other_rule(asserted));
    if (line) {
      lines.push_back(std::move(line).value());
    } else if (asserted.targeted) {
      add_problems(problems, line.problems());
    }
  }
  if (lines.empty() && problems.empty()) {
    problems.push_back(refusal("contest.not-proved", "no contest that a sample proves",
                               "at least one", "`recanvass assertions` says why."));
  }
  if (!problems.empty()) return problems;
  return lines;
}

}  // namespace recanvass::workflow
