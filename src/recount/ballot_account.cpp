#include "recount/ballot_account.h"

#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

namespace recanvass::recount {
namespace {

using election::BallotCount;
using election::VoteCount;

struct WayWords {
  CountedHow how;
  std::string_view id;
  std::string_view words;
  bool has_sentence;  // of its own, where no other one of a certificate names it
};

constexpr std::array<WayWords, kWaysCounted> kWays = {
    {{CountedHow::Regular, "regular", "in the regular way", false},
     {CountedHow::OtherSeal, "other-seal", "out of containers whose seal was not as recorded",
      true},
     {CountedHow::Corrected, "corrected-listing",
      "in batches whose listing was corrected after it was published", true},
     {CountedHow::Between, "third-person", "as a third person chose between two entries", false},
     {CountedHow::Readers, "readers-named-later",
      "entered by two accounts that go back to the same persons by names or keys given after the "
      "inputs were published",
      true},
     {CountedHow::NotListed, "not-listed", "not on the published manifest", true},
     {CountedHow::Neither, "neither-entry", "settled on figures of neither of two entries", true},
     {CountedHow::Tape, "machine", "by machine, confirmed by two persons", true},
     {CountedHow::TapeOverHand, "machine-over-hand",
      "counted by machine where entries by hand say something else", true},
     {CountedHow::HandOverTape, "hand-over-machine",
      "counted by hand where a machine's tape says something else", true},
     {CountedHow::Ruled, "ruled", "as ruled or agreed upon", false},
     {CountedHow::DrawnOut, "drawn-out", "drawn out", false},
     {CountedHow::FirstCount, "first-count", "as first counted, not counted again", false},
     {CountedHow::NotRecountable, "not-recountable",
      "as first counted, not to be counted again under the policy", false},
     {CountedHow::CorrectedFirst, "first-count-corrected",
      "as first counted and corrected after that was published", true},
     {CountedHow::LeftOut, "left-out",
      "as first counted, left out of what somebody asked to be counted again", true},
     {CountedHow::Dropped, "dropped", "as first counted, though counted again", false},
     {CountedHow::Open, "open", "as first counted, whose second count is open", false},
     {CountedHow::SetAside, "set-aside", "set aside after somebody had entered them", false},
     {CountedHow::SetAsideUnread, "set-aside-unread", "set aside before anybody had entered them",
      true}}};

const WayWords& way(CountedHow how) { return kWays.at(static_cast<std::size_t>(how)); }

bool is_set_aside(CountedHow how) {
  return how == CountedHow::SetAside || how == CountedHow::SetAsideUnread;
}

bool is_first_count(CountedHow how) {
  return how >= CountedHow::FirstCount && how <= CountedHow::Open;
}

// As the methods have it: by two equal entries, or by a tape that two persons confirm.
bool is_by_method(CountedHow how) { return how == CountedHow::Regular || how == CountedHow::Tape; }

// Neither by the methods, nor a first count that nobody asked to be counted again.
bool is_exception(CountedHow how) {
  return !is_by_method(how) && how != CountedHow::FirstCount && how != CountedHow::NotRecountable &&
         how != CountedHow::Open;
}

// Nothing of it is certified.
bool is_uncounted(CountedHow how) { return is_set_aside(how) || how == CountedHow::DrawnOut; }

constexpr std::string_view kSummary = "Account of every ballot: ";
constexpr std::string_view kException = "By exception, ";
constexpr std::string_view kMachine = "By machine, ";

std::string ballots_words(BallotCount ballots) {
  return base::counted(ballots.value(), "ballot", "ballots");
}

std::string ids_named(const std::set<std::string>& ids) {
  constexpr std::size_t kNamed = 20;
  const auto end =
      std::next(ids.begin(), static_cast<std::ptrdiff_t>(std::min(ids.size(), kNamed)));
  const std::string named = fmt::format("{}", fmt::join(ids.begin(), end, ", "));
  return ids.size() > kNamed ? fmt::format("{} and {} more", named, ids.size() - kNamed) : named;
}

void compare(BallotAccount& account, const std::string& unit, const std::string& what,
             std::int64_t wanted, std::int64_t found) {
  if (wanted == found) return;
  account.unaccounted.push_back(fmt::format("{}: {} {}, and {} are accounted for", unit,
                                            base::grouped(wanted), what, base::grouped(found)));
}

void add_part(BallotAccount& account, const AccountPart& part) {
  AccountLine& line = account.lines[part.how];
  line.listed += part.listed;
  if (part.ballots) {
    line.ballots += *part.ballots;
  } else {
    ++line.without_ballots;
  }
  for (const auto& [choice, votes] : part.votes) {
    line.votes[choice] += votes;
    line.votes_all += votes;
  }
  if (part.how != CountedHow::Regular) line.ids.insert(part.id);
  line.people.insert(part.people.begin(), part.people.end());
}

// "203 settled on figures of neither of two entries"; empty: nothing is of the kind.
std::string kind_words(CountedHow how, const AccountLine& line) {
  if (line.ballots == BallotCount(0) && line.listed == BallotCount(0) &&
      line.votes_all == VoteCount(0) && line.without_ballots == 0) {
    return {};
  }
  std::string words = fmt::format("{} {}", base::grouped(line.ballots.value()), way(how).words);
  if (line.without_ballots > 0) {
    words += fmt::format(" (and {} whose ballots nobody recorded)",
                         base::counted(line.without_ballots, "unit", "units"));
  }
  return words;
}

// "12 by machine, ...; 203 by exception: 203 settled on figures of neither of two entries"
std::vector<std::string> counted_parts(const BallotAccount& account) {
  std::vector<std::string> lawful;
  std::vector<std::string> exceptions;
  BallotCount by_exception;
  for (const auto& [how, line] : account.lines) {
    if (how == CountedHow::Regular || is_uncounted(how)) continue;
    std::string words = kind_words(how, line);
    if (words.empty()) continue;
    if (!is_exception(how)) {
      lawful.push_back(std::move(words));
      continue;
    }
    by_exception += line.ballots;
    exceptions.push_back(std::move(words));
  }
  if (!exceptions.empty()) {
    lawful.push_back(fmt::format("{} by exception: {}", base::grouped(by_exception.value()),
                                 fmt::join(exceptions, "; ")));
  }
  return lawful;
}

// How many ballots more (sign 1) or fewer (-1) than listed, and where: "B1 +3, unit W1 +7".
struct BeyondList {
  std::int64_t ballots = 0;
  std::string where;
  std::set<std::string> people;
};

BeyondList beyond_list(const BallotAccount& account, std::int64_t sign) {
  constexpr std::size_t kNamed = 20;
  BeyondList beyond;
  std::vector<std::string> named;
  std::size_t places = 0;
  for (const auto& [id, off] : account.off_listed) {
    const std::int64_t ballots = off.difference * sign;
    if (ballots <= 0) continue;
    beyond.ballots += ballots;
    beyond.people.insert(off.people.begin(), off.people.end());
    if (places++ < kNamed) named.push_back(fmt::format("{} {:+}", id, off.difference));
  }
  beyond.where =
      fmt::format("{}{}", fmt::join(named, ", "),
                  places > kNamed ? fmt::format(" and {} more", places - kNamed) : std::string());
  return beyond;
}

std::string listed_words(const BallotAccount& account) {
  std::vector<std::string> parts;
  BallotCount first;
  for (const auto& [how, line] : account.lines) {
    if (is_first_count(how)) first += line.listed;
  }
  if (first > BallotCount(0)) {
    parts.push_back(fmt::format("{} not counted again", base::grouped(first.value())));
  }
  for (const CountedHow how : {CountedHow::SetAside, CountedHow::SetAsideUnread}) {
    const AccountLine line = account.line(how);
    if (line.ids.empty()) continue;
    parts.push_back(fmt::format("{} {} ({})", base::grouped(line.listed.value()), way(how).words,
                                ids_named(line.ids)));
  }
  for (const auto& [sign, one, many] :
       {std::tuple{1, "more was", "more were"}, std::tuple{-1, "fewer was", "fewer were"}}) {
    const BeyondList beyond = beyond_list(account, sign);
    if (beyond.ballots == 0) continue;
    parts.push_back(fmt::format("{} counted than the lists have ({})",
                                base::counted(beyond.ballots, one, many), beyond.where));
  }
  if (parts.empty()) return {};
  return fmt::format(" Of {} listed: {}.", ballots_words(account.listed_ballots()),
                     fmt::join(parts, "; "));
}

// "203 ballots first counted are in no batch: W1", and the other way round.
std::vector<std::string> first_count_parts(const BallotAccount& account) {
  std::vector<std::string> parts;
  const UnitBallots& fewer = account.in_no_batch;
  const UnitBallots& more = account.not_first_counted;
  if (!fewer.units.empty()) {
    parts.push_back(fmt::format("{} in no batch: {}",
                                base::counted(fewer.ballots.value(), "ballot first counted is",
                                              "ballots first counted are"),
                                ids_named(fewer.units)));
  }
  if (!more.units.empty()) {
    parts.push_back(
        fmt::format("{} in batches than were first counted: {}",
                    base::counted(more.ballots.value(), "ballot more is", "ballots more are"),
                    ids_named(more.units)));
  }
  return parts;
}

std::string first_count_words(const BallotAccount& account) {
  const std::vector<std::string> parts = first_count_parts(account);
  return parts.empty() ? std::string() : fmt::format(" {}.", fmt::join(parts, "; "));
}

}  // namespace

std::string_view id_of(CountedHow how) { return way(how).id; }

std::string_view words_of(CountedHow how) { return way(how).words; }

AccountLine BallotAccount::line(CountedHow how) const {
  const auto found = lines.find(how);
  return found == lines.end() ? AccountLine{} : found->second;
}

BallotCount BallotAccount::certified_ballots() const {
  BallotCount sum;
  for (const auto& [how, line] : lines) sum += line.ballots;
  return sum;
}

BallotCount BallotAccount::listed_ballots() const {
  BallotCount sum;
  for (const auto& [how, line] : lines) sum += line.listed;
  return sum;
}

BallotCount BallotAccount::exceptional_ballots() const {
  BallotCount sum;
  for (const auto& [how, line] : lines) {
    if (is_by_method(how) || is_first_count(how)) continue;
    if (is_set_aside(how)) {
      sum += line.listed;
    } else if (how == CountedHow::DrawnOut) {
      sum -= line.ballots;
    } else {
      sum += line.ballots;
    }
  }
  for (const auto& [id, off] : off_listed) {
    if (!off.is_exception) sum += BallotCount(std::abs(off.difference));
  }
  return sum + in_no_batch.ballots + not_first_counted.ballots;
}

bool BallotAccount::has_exceptions() const {
  if (!in_no_batch.units.empty() || !not_first_counted.units.empty()) return true;
  if (!off_listed.empty()) return true;
  return std::ranges::any_of(lines, [](const auto& entry) {
    return entry.first != CountedHow::Regular && entry.first != CountedHow::Open;
  });
}

void add_unit(BallotAccount& account, const UnitAccount& unit) {
  account.off_listed.insert(unit.off_listed.begin(), unit.off_listed.end());
  BallotCount listed;
  BallotCount ballots;
  bool is_known = unit.ballots.has_value();
  std::map<std::string, VoteCount> votes;
  for (const AccountPart& part : unit.parts) {
    add_part(account, part);
    listed += part.listed;
    is_known = is_known && part.ballots.has_value();
    if (part.ballots) ballots += *part.ballots;
    for (const auto& [choice, number] : part.votes) votes[choice] += number;
  }
  for (const auto& [choice, number] : unit.votes) votes.try_emplace(choice);
  compare(account, unit.unit, "ballots are listed", unit.listed.value(), listed.value());
  if (is_known) {
    compare(account, unit.unit, "ballots are certified", unit.ballots->value(), ballots.value());
  }
  for (const auto& [choice, number] : votes) {
    const auto certified = unit.votes.find(choice);
    compare(account, unit.unit, fmt::format("votes of {} are certified", choice),
            certified == unit.votes.end() ? 0 : certified->second.value(), number.value());
  }
}

void compare_with_first(BallotAccount& account, const std::string& unit, const FirstCounted& first,
                        BallotCount in_batches, BallotCount found_later) {
  RECANVASS_CHECK(first.vote_for >= 1);
  const std::int64_t marks = first.votes.value();
  const BallotCount least(marks / first.vote_for + (marks % first.vote_for > 0 ? 1 : 0));
  const BallotCount had = std::max(first.ballots.value_or(least), least);
  if (in_batches + found_later < had) {
    account.in_no_batch.ballots += had - in_batches - found_later;
    account.in_no_batch.units.insert(unit);
  } else if (first.ballots && in_batches > had) {
    account.not_first_counted.ballots += in_batches - had;
    account.not_first_counted.units.insert(unit);
  }
}

std::string summary_of(const BallotAccount& account) {
  const BallotCount regular = account.line(CountedHow::Regular).ballots;
  const std::vector<std::string> parts = counted_parts(account);
  const BallotCount drawn = -account.line(CountedHow::DrawnOut).ballots;
  const BallotCount all = account.certified_ballots() + drawn;
  std::string words =
      parts.empty()
          ? fmt::format("all {} counted were counted in the regular way.", ballots_words(all))
          : fmt::format("{} of {} were counted in the regular way; {}.",
                        base::grouped(regular.value()), ballots_words(all), fmt::join(parts, "; "));
  if (drawn > BallotCount(0)) {
    words += fmt::format(" Of them {} drawn out, so that {} are certified.",
                         base::counted(drawn.value(), "was", "were"),
                         base::grouped(account.certified_ballots().value()));
  }
  return fmt::format("{}{}{}{}", kSummary, words, listed_words(account),
                     first_count_words(account));
}

std::vector<std::string> exception_sentences(const BallotAccount& account) {
  std::vector<std::string> sentences;
  for (const auto& [how, line] : account.lines) {
    if (!way(how).has_sentence) continue;
    const std::string by =
        line.people.empty() ? std::string() : fmt::format("; by {}", fmt::join(line.people, ", "));
    if (is_set_aside(how)) {
      sentences.push_back(fmt::format("{}{}, {}: {}{}.", kException,
                                      ballots_words(line.listed) + " listed", way(how).words,
                                      ids_named(line.ids), by));
    } else if (how == CountedHow::Tape) {
      sentences.push_back(fmt::format("{}{} ({}): {}{}.", kMachine, ballots_words(line.ballots),
                                      base::counted(line.votes_all.value(), "vote", "votes"),
                                      ids_named(line.ids), by));
    } else {
      sentences.push_back(fmt::format("{}{} ({}), {}: {}{}.", kException,
                                      ballots_words(line.ballots),
                                      base::counted(line.votes_all.value(), "vote", "votes"),
                                      way(how).words, ids_named(line.ids), by));
    }
  }
  for (const auto& [sign, than] : {std::pair{1, "more"}, std::pair{-1, "fewer"}}) {
    const BeyondList beyond = beyond_list(account, sign);
    if (beyond.ballots == 0) continue;
    const std::string by = beyond.people.empty()
                               ? std::string()
                               : fmt::format("; by {}", fmt::join(beyond.people, ", "));
    sentences.push_back(fmt::format("{}{} {} than listed: {}{}.", kException,
                                    ballots_words(BallotCount(beyond.ballots)), than, beyond.where,
                                    by));
  }
  for (const std::string& words : first_count_parts(account)) {
    sentences.push_back(fmt::format("{}{}.", kException, words));
  }
  return sentences;
}

std::string unexplained_sentence(const UnexplainedFindings& findings) {
  if (findings.found.empty()) return {};
  constexpr std::size_t kFindingsNamed = 20;
  std::vector<std::string> named;
  std::map<std::string, std::int64_t> largest;
  for (const auto& [unit, rule, about, size] : findings.found) {
    largest[unit] = std::max(largest[unit], size);
    if (named.size() == kFindingsNamed) continue;
    named.push_back(fmt::format("{} {}{}{}", unit, rule, about.empty() ? "" : " (" + about + ")",
                                size == 0 ? "" : " " + base::grouped(size)));
  }
  // A broken seal is of no number of ballots that anybody counted.
  std::erase_if(largest, [](const auto& unit) { return unit.second == 0; });
  std::int64_t sum = 0;
  for (const auto& [unit, size] : largest) sum += size;
  const std::size_t more = findings.found.size() - named.size();
  const std::string lead =
      findings.lead
          ? fmt::format("; the lead is {}", base::counted(findings.lead->value(), "vote", "votes"))
          : std::string();
  const std::string closed = fmt::format(
      "{}{}{}; by {}.", kUnexplainedStart, fmt::join(named, ", "),
      more == 0 ? "" : fmt::format(" and {} more", more), fmt::join(findings.people, ", "));
  if (sum == 0) return closed;
  return fmt::format("{} In {} up to {} unexplained{}.", closed,
                     base::counted(static_cast<std::int64_t>(largest.size()), "unit", "units"),
                     base::counted(sum, "ballot or vote is", "ballots or votes are"), lead);
}

bool is_account_sentence(std::string_view sentence) {
  return sentence.starts_with(kSummary) || sentence.starts_with(kException) ||
         sentence.starts_with(kMachine);
}

}  // namespace recanvass::recount
