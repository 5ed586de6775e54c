#include "workflow/minute_words.h"

#include "base/figures.h"
#include "workflow/board_vote.h"
#include "workflow/use_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recanvass::workflow {
namespace {

constexpr std::array kMinuteSentences = {
    MinuteSentence{"operation.open", "The operation was opened: {name}."},
    MinuteSentence{"account.add", "An account was opened: {account}, {name}, {role}."},
    MinuteSentence{"account.close", "Account {account} was closed: {reason}"},
    MinuteSentence{"key.rotate", "Account {account} got a new key: {reason}"},
    MinuteSentence{"approve", "The act of entry {entry} was approved.[ {reason}]"},
    MinuteSentence{"decline", "The act of entry {entry} was declined.[ {reason}]"},
    MinuteSentence{"manifest.add", "Batches were listed on the manifest."},
    MinuteSentence{"returns.add", "Figures to be counted again were handed in."},
    MinuteSentence{"outcome.report", "The reported totals were stated. Source: {source}"},
    MinuteSentence{"choice.map", "The spelling \"{spelling}\" was mapped to choice {choice}."},
    MinuteSentence{"cards.import", "Cast vote records {import} were committed to: {format}."},
    MinuteSentence{"cards.correct", "Cast vote records {import} were to be replaced: {reason}"},
    MinuteSentence{"input.revise", "{input}[ {id}] was revised before publication: {reason}"},
    MinuteSentence{"input.correct", "{input}[ {id}] was to be corrected in the open: {reason}"},
    MinuteSentence{"commitment.publish",
                   "The inputs were fixed and their hash published in {published_in}."},
    MinuteSentence{"witness.add", "An outside witness was named with its key."},
    MinuteSentence{"witness.record", "{witness} countersigned the ledger up to entry {size}."},
    MinuteSentence{"rollback.record",
                   "Of {lost_size} <lost_size|entry|entries> {kept_size} "
                   "<kept_size|was|were> found again. {reason}"},
    MinuteSentence{"petition.file", "Petition {petition} was filed by {who}: {grounds}"},
    MinuteSentence{"petition.withdraw", "Petition {petition} was withdrawn. {words}"},
    MinuteSentence{"petition.precinct", "Petitions of precincts were filed."},
    MinuteSentence{"county.computed", "The county finished its computation at {moment}.[ {words}]"},
    MinuteSentence{"districts.set", "The districts of each county were stated. {source}"},
    MinuteSentence{"equipment.set", "Voting equipment was stated: {equipment}, paper {paper}."},
    MinuteSentence{"petition.rule", "Petition {petition}: {decision}.[ {words}]"},
    MinuteSentence{"trigger.record", "A recount without a petition was recorded.[ {words}]"},
    MinuteSentence{"trigger.waive", "{choice} waived the recount. {words}"},
    MinuteSentence{"order.record", "Order {order} of {court}, {case}: {words}"},
    MinuteSentence{"stay.record", "Work was stayed from {from} by order {order}. {words}"},
    MinuteSentence{"stay.lift", "Stay {stay} was lifted at {lifted_at}. {words}"},
    MinuteSentence{"method.set", "Counting is by {method}, {extent}, by {decided_by}. {words}"},
    MinuteSentence{"fee.quote", "The county's estimate was stated.[ {words}]"},
    MinuteSentence{"fee.announce", "{cents} were announced in {published_in}."},
    MinuteSentence{"fee.deadline", "Payment is due by {until}. {words}"},
    MinuteSentence{"fee.payment", "{payer} paid {cents} at {paid_at}."},
    MinuteSentence{"fee.actual", "The county's actual cost was stated.[ {words}]"},
    MinuteSentence{"fee.refund", "The refund was made at {refunded_at}."},
    MinuteSentence{"fund.goal", "The petitioner's fund is to raise {cents}: {item}"},
    MinuteSentence{"fund.raised", "The petitioner's fund took in {cents}: {item}"},
    MinuteSentence{"fund.book", "The petitioner's fund booked {cents}: {item}"},
    MinuteSentence{"fund.refund", "The petitioner's fund gave back {cents}: {item}"},
    MinuteSentence{"plan.set",
                   "The county's plan: {teams} <teams|team|teams> in {rooms} "
                   "<rooms|room|rooms> from {start}."},
    MinuteSentence{"progress.report", "{done} <done|was|were> done by {reported_at}."},
    MinuteSentence{"calendar.set", "The calendar: {event}[ on {day}][ at {moment}].[ {words}]"},
    MinuteSentence{"notice.give", "Notice was given of {what}, {where}, {when}."},
    MinuteSentence{"container.record", "Container {container} was recorded[ under seal {seal}]."},
    MinuteSentence{
        "container.open",
        "Container {container} was opened by {handled_by}[; seal found: {seal}][, {condition}]."},
    MinuteSentence{"container.close",
                   "Container {container} was closed by {handled_by} under seal {seal}."},
    MinuteSentence{"audit.contest", "Contest {contest}, {name}, is to be audited."},
    MinuteSentence{"audit.list", "Cards of list {list} are to be drawn from."},
    MinuteSentence{"audit.batches", "Batches of list {list} were numbered."},
    MinuteSentence{"audit.method", "How cards are drawn and measured was stated."},
    MinuteSentence{"audit.commit", "The audit was fixed and its hash published in {published_in}."},
    MinuteSentence{"audit.seed",
                   "The seed {digits} was thrown at {thrown_at}, {place}, before {witnesses}."},
    MinuteSentence{"audit.draw",
                   "{cards} <cards|draw was|draws were> made from the seed[, from list "
                   "{list}]."},
    MinuteSentence{"card.fetch", "Card {card} of list {list}: {outcome}.[ {words}]"},
    MinuteSentence{"reading.enter",
                   "{events} <events|reading of a card was|readings of cards were> "
                   "entered."},
    MinuteSentence{"reading.adjudicate",
                   "The two readings of card {card} of list {list} were settled.[ {words}]"},
    MinuteSentence{"card.pull-again", "Card {card} of list {list} was to be pulled again. {words}"},
    MinuteSentence{"readings.sign-off", "The readings of list {list} were signed off."},
    MinuteSentence{"card.reveal", "Records of cards of list {list} were shown."},
    MinuteSentence{"card.cause", "Record and paper of card {card} of list {list}: {words}"},
    MinuteSentence{"audit.round", "A round of the audit was measured.[ {words}]"},
    MinuteSentence{"audit.hand-count",
                   "Every card of contest {contest} is to be read, those that were read kept. "
                   "{words}"},
    MinuteSentence{"audit.void", "The audit was to be void. {words}"},
    MinuteSentence{"batch.take", "{events} <events|batch was|batches were> taken to be entered."},
    MinuteSentence{"tally.enter", "{events} <events|tally was|tallies were> entered."},
    MinuteSentence{"tally.adjudicate", "The two entries of batch {batch} were settled: {cause}."},
    MinuteSentence{"batch.extra",
                   "Batch {batch} was added, which is not on the manifest. {reason}"},
    MinuteSentence{"unit.extra",
                   "Unit {unit}, {name}, was found after the inputs were published. {reason}"},
    MinuteSentence{"batch.void", "Batch {batch} was set aside and does not count. {reason}"},
    MinuteSentence{"incident.resolve", "The incident of entry {incident} was resolved: {words}"},
    MinuteSentence{"count.sign-off", "The count of unit {unit} was signed off."},
    MinuteSentence{"count.choose", "Of unit {unit} the count by {count} stands. {reason}"},
    MinuteSentence{"count.reopen", "The count of unit {unit} was reopened. {reason}"},
    MinuteSentence{
        "challenge.add",
        "Exhibit {exhibit}: ballot {position} of batch {batch} was challenged by {side}, "
        "{ground}; the board counted it as {counted_as}. {words}"},
    MinuteSentence{"challenge.join", "Exhibit {exhibit}: {side} joined, {ground}. {words}"},
    MinuteSentence{"challenge.withdraw", "Exhibit {exhibit}: {side} withdrew.[ {words}]"},
    MinuteSentence{"challenge.stipulate",
                   "Exhibit {exhibit}: {sides} agreed that it counts as {counted_as}. {words}"},
    MinuteSentence{"challenge.rule",
                   "Exhibit {exhibit}: {ruling} by the {ruled_by}, counts as {counted_as}. {words}"
                   "[ Votes: {votes}.]"},
    MinuteSentence{"objection.standing",
                   "Objection {objection} of {side} to every {class} of unit {unit}, {ground}. "
                   "{words}"},
    MinuteSentence{"objection.envelope",
                   "{events} <events|envelope was|envelopes were> counted under standing "
                   "objections."},
    MinuteSentence{"objection.batch",
                   "{affected} <affected|ballot|ballots> of batch {batch} "
                   "<affected|was|were> counted under objection {objection}."},
    MinuteSentence{"objection.withdraw", "Objection {objection} was withdrawn.[ {words}]"},
    MinuteSentence{"objection.rule",
                   "Objection {objection}: {ruling} by the {ruled_by}. {words}[ Votes: {votes}.]"},
    MinuteSentence{"discrepancy.open", "Discrepancy {discrepancy} was opened: {what}."},
    MinuteSentence{"discrepancy.cause", "Discrepancy {discrepancy}: cause {code}."},
    MinuteSentence{"discrepancy.close", "Discrepancy {discrepancy} was to be closed.[ {words}]"},
    MinuteSentence{"discrepancy.reopen", "Discrepancy {discrepancy} was to be reopened. {reason}"},
    MinuteSentence{"motion.make", "Motion {motion} by {mover}[, seconded by {seconder}]: {words}"},
    MinuteSentence{"motion.vote", "Motion {motion}: {result} ({votes})."},
    MinuteSentence{"minute.add", "{words}[ (at {happened})]"},
    MinuteSentence{"machine.register", "Machine {machine} was registered: {kind}, paper {paper}."},
    MinuteSentence{"vvpat.audit",
                   "The paper roll of machine {machine} of {day} was audited; roll {roll}."},
    MinuteSentence{
        "equipment.examine",
        "Examination {examination} of machine {machine}; present: {present}. {findings}"},
    MinuteSentence{"media.expect", "Medium {medium} is expected."},
    MinuteSentence{"media.load", "Medium {medium} was loaded."},
    MinuteSentence{"claim.register", "Claim {claim} was registered ({kind}): {who}, {filing}."},
    MinuteSentence{"claim.examine", "Claim {claim}: {by_whom} examined {examined}. {findings}"},
    MinuteSentence{"claim.status", "Claim {claim} is {status}. {words}"},
    MinuteSentence{"stage.close", "A stage was closed[; another is due: {due}].[ {words}]"},
    MinuteSentence{"unit.figures", "Lines of the worksheet of unit {unit} were given."},
    MinuteSentence{"unit.explain", "Unit {unit}: what {rule} found was explained, {code}."},
    MinuteSentence{"explanation.rule", "The explanation of entry {explanation} was {ruling}."},
    MinuteSentence{"recountability.rule",
                   "Unit {unit} cannot be counted again: its first count stands. {minute}"},
    MinuteSentence{"policy.change", "The policy was to be {policy}. {reason}"},
    MinuteSentence{"drawdown.record",
                   "{surplus} <surplus|ballot|ballots> of unit {unit} <surplus|was|were> "
                   "removed. {protocol}"},
    MinuteSentence{"result.version", "Returns {label} became known on {known_on}. {source}"},
    MinuteSentence{"result.publish", "Returns were released."},
    MinuteSentence{"expectation.add", "Votes to expect were given. {source}"},
    MinuteSentence{"result.machine", "The machine recount of unit {unit} was entered."},
    MinuteSentence{"cause.assign", "Unit {unit}: cause {cause}. {words}"},
    MinuteSentence{"county.statement", "The county's totals were stated by {signed_by}."},
    MinuteSentence{"lot.record", "A tie was settled for {drawn}. {words}"},
    MinuteSentence{"certificate.issue", "{authority} certified the count."},
    MinuteSentence{"certificate.amend", "{authority} amended the certificate. {reason}"},
    MinuteSentence{"certificate.void", "{authority} declared the certificate void. {reason}"},
    MinuteSentence{"status.set",
                   "Result set {result_set}: {act} by {authority}, {effective_at}.[ {words}]"},
};

const MinuteSentence* sentence_of(const std::string& kind) {
  const auto* found = std::ranges::find(kMinuteSentences, kind, &MinuteSentence::kind);
  return found == kMinuteSentences.end() ? nullptr : found;
}

std::string text_of(const base::Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  if (value.is_array()) {
    std::vector<std::string> parts;
    for (const base::Json& item : value) parts.push_back(text_of(item));
    return fmt::format("{}", fmt::join(parts, ", "));
  }
  if (!value.is_object()) return {};
  std::vector<std::string> parts;
  for (auto it = value.begin(); it != value.end(); ++it) {
    parts.push_back(it.key() + " " + text_of(*it));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

// The next part of a sentence: up to a name, a name, words that bend with a number
// ("<events|tally was|tallies were>"), or an optional group without its brackets.
struct SentencePart {
  enum class Kind { Text, Name, Number, Group };
  Kind kind = Kind::Text;
  std::string_view words;
};

SentencePart take_part(std::string_view& words) {
  const auto cut = [&](char close, SentencePart::Kind kind) {
    const std::size_t end = words.find(close);
    RECANVASS_CHECK(end != std::string_view::npos);
    const SentencePart part{kind, words.substr(1, end - 1)};
    words.remove_prefix(end + 1);
    return part;
  };
  if (words.front() == '{') return cut('}', SentencePart::Kind::Name);
  if (words.front() == '[') return cut(']', SentencePart::Kind::Group);
  if (words.front() == '<') return cut('>', SentencePart::Kind::Number);
  const std::size_t end = std::min(words.find_first_of("{[<"), words.size());
  const SentencePart part{SentencePart::Kind::Text, words.substr(0, end)};
  words.remove_prefix(end);
  return part;
}

void collect_names(std::string_view words, std::vector<std::string>& names) {
  while (!words.empty()) {
    const SentencePart part = take_part(words);
    if (part.kind == SentencePart::Kind::Name) names.emplace_back(part.words);
    if (part.kind == SentencePart::Kind::Group) collect_names(part.words, names);
  }
}

std::string value_of(const MinuteLine& line, const std::vector<std::string>& names,
                     std::string_view name) {
  if (name == "events") return std::to_string(line.events);
  const auto place = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  return place < line.values.size() ? line.values[place] : std::string();
}

// Of "events|tally was|tallies were" the words for so many.
std::string_view bent(std::string_view words, const MinuteLine& line,
                      const std::vector<std::string>& names) {
  const std::size_t one = words.find('|');
  const std::size_t many = words.rfind('|');
  RECANVASS_CHECK(one < many && many != std::string_view::npos);
  return value_of(line, names, words.substr(0, one)) == "1" ? words.substr(one + 1, many - one - 1)
                                                            : words.substr(many + 1);
}

bool has_all_values(const MinuteLine& line, const std::vector<std::string>& names,
                    std::string_view group) {
  std::vector<std::string> inside;
  collect_names(group, inside);
  return std::ranges::none_of(
      inside, [&](const std::string& name) { return value_of(line, names, name).empty(); });
}

void fill(std::string_view words, const MinuteLine& line, const std::vector<std::string>& names,
          const MinuteTeller& tell, std::string& out) {
  while (!words.empty()) {
    const SentencePart part = take_part(words);
    switch (part.kind) {
      case SentencePart::Kind::Text: out += part.words; break;
      case SentencePart::Kind::Name: {
        const std::string value = value_of(line, names, part.words);
        out += tell && !value.empty() ? tell(part.words, value) : value;
        break;
      }
      case SentencePart::Kind::Number: out += bent(part.words, line, names); break;
      case SentencePart::Kind::Group:
        if (has_all_values(line, names, part.words)) fill(part.words, line, names, tell, out);
        break;
    }
  }
}

}  // namespace

std::span<const MinuteSentence> minute_sentences() { return kMinuteSentences; }

std::vector<std::string> minute_names(const std::string& kind) {
  std::vector<std::string> names;
  const MinuteSentence* sentence = sentence_of(kind);
  if (sentence != nullptr) collect_names(sentence->words, names);
  return names;
}

std::vector<std::string> minute_values(const Event& event) {
  std::vector<std::string> values;
  for (const std::string& name : minute_names(event.kind)) {
    if (name == "result") {
      values.push_back(outcome_of(votes_in(event.body)));
      continue;
    }
    const auto found = event.body.find(name);
    if (found == event.body.end()) {
      values.emplace_back();
    } else if (name == "cents") {
      values.push_back(base::dollars(base::UsdCents(found->get<std::int64_t>())));
    } else {
      values.push_back(text_of(*found));
    }
  }
  return values;
}

std::string minute_text(const MinuteLine& line) {
  const MinuteSentence* sentence = sentence_of(line.kind);
  if (sentence == nullptr) {
    const UseCase* use_case = use_case_named(line.kind);
    return use_case == nullptr ? line.kind : use_case->summary;
  }
  return minute_text_as(line, sentence->words);
}

std::string minute_text_as(const MinuteLine& line, std::string_view sentence,
                           const MinuteTeller& tell) {
  std::string words;
  fill(sentence, line, minute_names(line.kind), tell, words);
  return words;
}

bool is_summed(const std::string& kind) {
  return kind == "tally.enter" || kind == "reading.enter" || kind == "batch.take" ||
         kind == "objection.envelope";
}

}  // namespace recanvass::workflow
