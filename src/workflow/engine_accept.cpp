// Engine::accept: one group of commands in one turn of the ledger's writers. Nothing is compared or
// looked up for anybody without the author's private key. What was accepted before is answered
// without a turn; signatures are made before it, but for the few entries that
// hold what the program finds; deciding, which needs the state after every other writer's entries,
// happens in it.
#include "ledger/tiles.h"
#include "workflow/attachment.h"
#include "workflow/engine.h"
#include "workflow/use_case_list.h"
#include "workflow/warnings.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

// After a lost connection another writer may have come between; then the group is decided again.
constexpr int kRoundsMax = 4;

base::Problems placed(base::Problems problems, const Submission& submission) {
  for (base::Problem& problem : problems) {
    // What names a place of its own, such as the store, keeps it.
    if (!problem.place.file.empty()) continue;
    problem.place.file = submission.file;
    problem.place.row = submission.row;
  }
  return problems;
}

// A second ledger of one origin would be taken for a copy of the first that lost its entries.
base::Problem origin_used(const std::string& origin) {
  return refusal(
      "operation.origin-used", "\"" + origin + "\", a ledger that these keys have signed",
      "an origin of its own for each ledger, a rehearsal's too",
      "Rehearse under another origin, such as " + origin + "-rehearsal, with \"training\": true.");
}

base::Problem key_differs(const std::string& author) {
  return refusal("key.differs", "another key than that of \"" + author + "\"",
                 "the private half of the account's public key",
                 "Use the key file that belongs to the account, or rotate its key.");
}

Answer refused(base::Problems problems, const Submission& submission) {
  Answer answer;
  answer.standing = Standing::Refused;
  answer.problems = placed(std::move(problems), submission);
  return answer;
}

bool mends_a_rollback(const std::string& kind) {
  return kind == "rollback.record" || kind == "approve" || kind == "decline";
}

std::string text_member(const base::Json& body, const char* name) {
  const auto found = body.find(name);
  return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// What the program finds is part of the entry, and it is found when the command is decided.
bool is_signed_when_decided(const Command& command) {
  const UseCase* use_case = use_case_named(command.kind);
  return use_case != nullptr && use_case->find != nullptr;
}

// The body as its author gave it.
base::Json stated_body(const ledger::Entry& entry, const Command& command) {
  base::Json body = entry.body;
  if (is_signed_when_decided(command) && !command.body.contains("found")) body.erase("found");
  return body;
}

std::string origin_for(const Operation& operation, const Command& command) {
  return operation.setup.opened ? operation.setup.origin : text_member(command.body, "origin");
}

}  // namespace

std::string name_of(Standing standing) {
  switch (standing) {
    case Standing::Accepted: return "accepted";
    case Standing::Repeated: return "repeated";
    case Standing::Refused: return "refused";
    case Standing::NotTried: return "not-tried";
  }
  RECANVASS_CHECK(!"a standing without a name");
  return {};
}

// A command that is signed but not decided. Entries do not hold their position, so that signing
// need not wait for the turn.
struct Engine::Prepared {
  std::string origin;
  base::Problems problems;  // no key, or too long
  ledger::PublicKey key{};
  std::string leaf;  // empty: not signed
  base::Json body;  // as signed
};

struct Engine::Round {
  std::span<const Submission> group;
  AfterRefusal after_refusal = AfterRefusal::GoOn;
  std::vector<std::optional<Answer>> answers;
  std::vector<bool> before;  // answered before the turn: does not depend on it
  std::vector<Prepared> prepared;
  std::uint64_t first = 0;  // position of batch[0]
  std::vector<store::NewEntry> batch;
  std::set<std::size_t> stopped;  // streams
};

std::vector<Answer> Engine::accept(std::span<const Submission> group, AfterRefusal after_refusal) {
  RECANVASS_CHECK(keys_ != nullptr);
  Round round;
  for (int attempt = 1; attempt <= kRoundsMax; ++attempt) {
    round = {group,
             after_refusal,
             std::vector<std::optional<Answer>>(group.size()),
             std::vector<bool>(group.size(), false),
             {},
             0,
             {},
             {}};
    const auto caught_up = catch_up();
    base::Result<store::AppendOutcome> outcome = store::AppendOutcome{store::Appended{}};
    if (caught_up) {
      answer_repeated(round);
      if (std::count(round.before.begin(), round.before.end(), false) == 0) break;
      prepare(round);
      outcome =
          storage_->append_next([&](std::uint64_t size) { return decide_round(round, size); });
    } else {
      outcome = caught_up.problems();
    }
    const bool again = outcome.ok() && std::holds_alternative<store::Conflict>(*outcome);
    if (again && attempt < kRoundsMax) continue;
    settle(round, outcome);
    break;
  }
  std::vector<Answer> answers;
  for (std::optional<Answer>& answer : round.answers) answers.push_back(std::move(*answer));
  return answers;
}

void Engine::answer_repeated(Round& round) {
  for (std::size_t i = 0; i < round.group.size(); ++i) {
    if (!key_problems(round.group[i].command).empty()) continue;
    std::optional<Answer> answer = repeated_answer(round.group[i], nullptr);
    // A refusal waits for its turn, so that it stops its stream.
    if (!answer || answer->standing != Standing::Repeated) continue;
    round.answers[i] = std::move(answer);
    round.before[i] = true;
  }
}

// Asked before anything is compared or looked up: a refusal, or the lack of one, would otherwise
// tell whoever guesses what another person entered.
base::Problems Engine::key_problems(const Command& command) {
  const auto key = keys_->key_of(command.author);
  if (!key) return key.problems();
  const auto account = operation_.people.accounts.find(command.author);
  if (account == operation_.people.accounts.end() || account->second.key == key->public_key()) {
    return {};
  }
  return {key_differs(command.author)};
}

base::Result<std::string> Engine::leaf_at(std::uint64_t position, const Round* round) {
  if (round != nullptr && !round->batch.empty() && position >= round->first) {
    return round->batch[position - round->first].leaf;
  }
  auto leaves = storage_->read(position, position + 1);
  if (!leaves) return leaves.problems();
  return std::move(leaves).value()[0];
}

// No value: this author never used this key, so that the command is a new one.
std::optional<Answer> Engine::repeated_answer(const Submission& submission, const Round* round) {
  const Command& command = submission.command;
  const auto position = accepted_at(operation_, command.author, command.idempotency_key);
  if (!position) return std::nullopt;
  const std::string receipt = ledger::receipt_code(operation_.leaf_hashes[*position]);
  const auto leaf = leaf_at(*position, round);
  if (!leaf) return refused(leaf.problems(), submission);
  const auto first = ledger::parse_leaf(*leaf);
  if (!first) return refused(first.problems(), submission);
  if (first->entry.kind != command.kind || stated_body(first->entry, command) != command.body) {
    return refused({refusal("key.reused", "\"" + command.idempotency_key + "\" for other words",
                            fmt::format("the {} with receipt {}", first->entry.kind, receipt),
                            "Give a command that was not sent before a key of its own.")},
                   submission);
  }
  Answer answer;
  answer.standing = Standing::Repeated;
  answer.position = *position;
  answer.receipt = receipt;
  return answer;
}

void Engine::prepare(Round& round) {
  // Commands that follow operation.open in its group are for the ledger that it names.
  std::string origin = operation_.setup.origin;
  for (std::size_t i = 0; i < round.group.size(); ++i) {
    const Command& command = round.group[i].command;
    if (origin.empty() && command.kind == "operation.open") {
      origin = text_member(command.body, "origin");
    }
    const bool later = round.before[i] || is_signed_when_decided(command);
    round.prepared.push_back(later ? Prepared{} : prepared(command, origin));
  }
}

Engine::Prepared Engine::prepared(const Command& command, const std::string& origin) {
  Prepared made;
  made.origin = origin;
  const UseCase* use_case = use_case_named(command.kind);
  // What is not canonical cannot be signed; deciding says what is wrong with it.
  if (use_case == nullptr || !check_fields(command.body, use_case->fields).empty()) return made;
  const auto key = keys_->key_of(command.author);
  if (!key) {
    made.problems = key.problems();
    return made;
  }
  made.key = key->public_key();
  const ledger::Entry entry = entry_of(operation_, command);
  made.body = entry.body;
  made.leaf = ledger::leaf_bytes(ledger::sign_entry(entry, origin, *key));
  if (made.leaf.size() > ledger::kEntryBytesMax) {
    made.problems = {refusal("command.too-long", fmt::format("{} bytes", made.leaf.size()),
                             fmt::format("at most {} bytes", ledger::kEntryBytesMax),
                             "Send a long list in several commands, or as a file.")};
  }
  return made;
}

base::Result<std::vector<store::NewEntry>> Engine::decide_round(Round& round, std::uint64_t size) {
  if (auto folded = fold_to(size); !folded) return folded.problems();
  round.first = size;
  // From here on the state runs ahead of the ledger until the group is saved.
  state_is_ahead_ = true;
  for (std::size_t i = 0; i < round.group.size(); ++i) {
    if (!round.answers[i]) decide_one(round, i);
  }
  return round.batch;
}

void Engine::decide_one(Round& round, std::size_t index) {
  const Submission& submission = round.group[index];
  const Command& command = submission.command;
  std::optional<Answer>& answer = round.answers[index];
  if (round.stopped.contains(submission.stream)) {
    answer = Answer{};
    return;
  }
  base::Problems problems = key_problems(command);
  if (problems.empty()) {
    answer = repeated_answer(submission, &round);
    if (!answer) answer = same_answer(command, round);
    if (answer && answer->standing == Standing::Repeated) return;
    problems = answer ? answer->problems : refusals(command, round.prepared[index]);
  }
  if (!problems.empty()) {
    answer = refused(std::move(problems), submission);
    if (round.after_refusal == AfterRefusal::StopStream) round.stopped.insert(submission.stream);
    return;
  }
  answer = Answer{};
  answer->standing = Standing::Accepted;
  answer->position = operation_.entries;
  Prepared& prepared = round.prepared[index];
  answer->receipt = ledger::receipt_code(prepared.leaf);
  answer->warnings = accept_warnings(operation_, command);
  take_in({answer->position, command.kind, command.author, command.idempotency_key,
           command.claimed_time, answer->receipt, ledger::leaf_hash(prepared.leaf),
           std::move(prepared.body)});
  answer->waits_for_second = operation_.people.waiting.contains(answer->position);
  round.batch.push_back({prepared.leaf, command.author, command.idempotency_key});
}

// The same figures by the same person under another key: a double click, a sheet sent twice.
std::optional<Answer> Engine::same_answer(const Command& command, const Round& round) {
  const UseCase* use_case = use_case_named(command.kind);
  if (use_case == nullptr || use_case->repeats == nullptr || !operation_.setup.opened ||
      !check_fields(command.body, use_case->fields).empty()) {
    return std::nullopt;
  }
  const auto position = use_case->repeats(operation_, command);
  if (!position) return std::nullopt;
  Answer answer;
  const auto leaf = leaf_at(*position, &round);
  if (!leaf) {
    answer.problems = leaf.problems();
    return answer;
  }
  answer.standing = Standing::Repeated;
  answer.position = *position;
  answer.receipt = ledger::receipt_code(*leaf);
  return answer;
}

base::Problems Engine::refusals(const Command& command, Prepared& prepared) {
  if (rolled_back_ && !mends_a_rollback(command.kind)) return {*rolled_back_};
  base::Problems problems = decide(operation_, command);
  if (!problems.empty()) return problems;
  const std::string origin = origin_for(operation_, command);
  if (prepared.origin != origin || is_signed_when_decided(command)) {
    prepared = this->prepared(command, origin);
  }
  if (!prepared.problems.empty()) return prepared.problems;
  if (command.kind == "operation.open") {
    const auto note = keys_->last_note(origin, origin);
    if (!note) return note.problems();
    if (*note) return {origin_used(origin)};
  }
  if (key_then(operation_, command.author, command.body) != prepared.key) {
    return {key_differs(command.author)};
  }
  return file_refusals(command.body);
}

base::Problems Engine::file_refusals(const base::Json& body) {
  base::Problems problems;
  for (const base::Sha256& sha256 : attached_files(body)) {
    const auto stored = storage_->has_blob(sha256);
    if (!stored) return stored.problems();
    if (*stored) continue;
    problems.push_back(refusal("file.absent", base::hex(sha256), "a file that is stored",
                               "Name the file itself with {\"path\": ...}."));
  }
  return problems;
}

void Engine::settle(Round& round, const base::Result<store::AppendOutcome>& outcome) {
  base::Problems problems;
  if (!outcome) {
    problems = outcome.problems();
  } else if (std::holds_alternative<store::Conflict>(*outcome)) {
    problems = {refusal("store.busy", "other writers came between", "a turn", "Send it again.")};
  } else {
    state_is_ahead_ = false;
  }
  // What was decided rested on entries that are not saved: none of it stands.
  for (std::size_t i = 0; i < round.group.size() && !problems.empty(); ++i) {
    if (!round.before[i]) round.answers[i] = refused(problems, round.group[i]);
  }
  if (!problems.empty()) return;
  RECANVASS_CHECK(operation_.entries == round.first + round.batch.size());
  if (!rolled_back_ || round.batch.empty()) return;
  // An approval may have recorded the loss; if looking fails, it is looked for again next time.
  const auto looked = look_for_rollback();
  if (!looked) rolled_back_ = looked.problems()[0];
}

}  // namespace recanvass::workflow
