// recanvass submit: commands from files into an election's ledger, a receipt a line.
#include "apps/cli/commands.h"
#include "apps/cli/election_arguments.h"
#include "base/figures.h"
#include "workflow/submit.h"

#include <fmt/format.h>

#include <unistd.h>

namespace recanvass::cli {
namespace {

using store::Flow;
using workflow::Answer;
using workflow::LineKind;
using workflow::Standing;
using workflow::Submission;

// What a command is about, in a word: its first field when that is short.
std::string subject_of(const workflow::Command& command) {
  const workflow::UseCase* use_case = workflow::use_case_named(command.kind);
  if (use_case == nullptr || use_case->fields.empty()) return {};
  const auto found = command.body.find(use_case->fields[0].name);
  if (found == command.body.end()) return {};
  if (found->is_number_integer()) return found->dump();
  if (!found->is_string()) return {};
  return found->get<std::string>().substr(0, 40);
}

std::string outcome_words(const Answer& answer) {
  switch (answer.standing) {
    case Standing::Accepted:
      return fmt::format("receipt {}  position {}", answer.receipt, answer.position);
    case Standing::Repeated:
      return fmt::format("receipt {}  position {}  (given before)", answer.receipt,
                         answer.position);
    case Standing::Refused:
      return "refused: " + (answer.problems.empty() ? "" : answer.problems[0].cause);
    case Standing::NotTried: return "not tried";
  }
  return {};
}

// Prints the answers and keeps them countable for a person who watches.
class AnswerPrinter {
 public:
  AnswerPrinter(const Console& console, bool json, bool several_files)
      : console_(console),
        json_(json),
        several_files_(several_files),
        progress_(isatty(fileno(console.err)) != 0 && isatty(fileno(console.out)) == 0) {}

  Flow print(const Submission& submission, const Answer& answer, LineKind kind) {
    console_.print(json_ ? json_line(submission, answer) : text_line(submission, answer, kind));
    console_.complain(base::sentences(answer.problems));
    if (progress_ && ++printed_ % 100 == 0) console_.complain(fmt::format("\r{} lines", printed_));
    return console_.write_error == 0 ? Flow::Continue : Flow::Stop;
  }
  void end() const {
    if (progress_ && printed_ >= 100) console_.complain("\n");
  }

 private:
  [[nodiscard]] std::string text_line(const Submission& submission, const Answer& answer,
                                      LineKind kind) const {
    std::string line = several_files_ ? submission.file + "  " : "";
    line += fmt::format("row {}", submission.row);
    if (kind == LineKind::Command) line += "  " + submission.command.kind;
    const std::string subject = subject_of(submission.command);
    if (!subject.empty()) line += "  " + subject;
    line += "  " + outcome_words(answer) + "\n";
    if (answer.waits_for_second) {
      line +=
          fmt::format("  waits for another person: approve with \"entry\": {}\n", answer.position);
    }
    for (const std::string& warning : answer.warnings) line += "  warning: " + warning + "\n";
    return line;
  }

  [[nodiscard]] static std::string json_line(const Submission& submission, const Answer& answer) {
    base::Json line = {{"schema", "recanvass.submit/1"},
                       {"file", submission.file},
                       {"row", submission.row},
                       {"do", submission.command.kind},
                       {"by", submission.command.author},
                       {"key", submission.command.idempotency_key},
                       {"standing", workflow::name_of(answer.standing)},
                       {"receipt", nullptr},
                       {"position", nullptr},
                       {"waits_for_second_person", answer.waits_for_second},
                       {"warnings", answer.warnings},
                       {"problems", problems_json(answer.problems)}};
    if (!answer.receipt.empty()) {
      line["receipt"] = answer.receipt;
      line["position"] = answer.position;
    }
    return base::canonical_json(line) + "\n";
  }

  const Console& console_;
  bool json_;
  bool several_files_;
  bool progress_;
  std::uint64_t printed_ = 0;
};

// What a person should know at the end, whether or not all was accepted.
void say_standing(workflow::Engine& engine, const workflow::SubmitSummary& summary,
                  const Console& console) {
  // Only one keys folder holds the ledger's own key: whoever works from another is not at fault.
  const bool others_sign =
      summary.checkpoint.size() == 1 && summary.checkpoint[0].cause == "key.absent";
  if (others_sign) {
    console.complain(
        "recanvass submit: saved; the checkpoint is signed by whoever holds the ledger's key, "
        "with the next submit or publish.\n");
  } else {
    console.complain(base::sentences(summary.checkpoint));
  }
  const store::Health health = engine.storage().health();
  if (health.disk == store::DiskState::NearlyFull || health.disk == store::DiskState::Full) {
    console.complain("recanvass submit: the store's disk is nine tenths full, or more.\n");
  }
  if (health.clock_behind_ms > 0) {
    console.complain(
        fmt::format("recanvass submit: this machine's clock stands {} seconds before "
                    "the newest entry's; the order of entries is not touched.\n",
                    health.clock_behind_ms / 1000));
  }
  const auto witnesses = engine.witness_standing();
  if (witnesses && witnesses->entries_unwitnessed > 0 &&
      engine.operation().commitment.published_at) {
    console.complain(fmt::format(
        "recanvass submit: not yet witnessed since {}: {}.\n", witnesses->unwitnessed_since,
        base::counted(static_cast<std::int64_t>(witnesses->entries_unwitnessed), "entry",
                      "entries")));
  }
}

ExitCode exit_code_of(const workflow::SubmitSummary& summary) {
  if (summary.unreadable > 0) return ExitCode::BadInput;
  return summary.refused + summary.not_tried > 0 ? ExitCode::CheckFailed : ExitCode::Answered;
}

ExitCode run_submit(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const std::string place = arguments.one("ELECTION").value_or("");
  auto election = open_engine(arguments, workflow::ElectionMode::CreateIfMissing);
  if (!election) return console.refuse("submit", election.problems(), json);
  OpenElection& open = **election;
  workflow::SubmitRequest request;
  request.files = arguments.all("FILE");
  request.attachments = arguments.one("--files").value_or("");
  if (arguments.has("--stop-at-first")) {
    request.after_refusal = workflow::AfterRefusal::StopStream;
  }
  request.keys = &open.keys;
  request.clock = &open.clock;
  request.open_storage = [&] {
    return workflow::open_election(place, open.clock, workflow::ElectionMode::MustExist);
  };
  AnswerPrinter printer(console, json, request.files.size() > 1);
  const auto summary = workflow::submit_files(
      *open.engine, request,
      [&](const Submission& submission, const Answer& answer, LineKind kind) {
        return printer.print(submission, answer, kind);
      });
  printer.end();
  say_standing(*open.engine, summary, console);
  return exit_code_of(summary);
}

}  // namespace

Command submit_command() {
  Command command;
  command.name = "submit";
  command.summary = "Put commands into an election's ledger; a receipt a line";
  command.description =
      "Reads files of commands, one JSON object a line, and answers each line: a receipt of eight\n"
      "characters when it is saved for good, or why it is refused. Several files are submitted at\n"
      "once, each in its own order. A line that was accepted before gets its first receipt again,\n"
      "so that a file may be sent twice after a break. `recanvass commands` lists what can be\n"
      "done; each line is signed with its author's key from the keys folder, where a public\n"
      "key that a line leaves out (account.add, operation.open, witness.add) is looked up too.\n"
      "A line without \"at\" gets the time of this machine's clock.\n\n"
      "ELECTION is a folder (made by the first operation.open) or postgresql://...#SCHEMA.\n\n"
      "Exit codes: 0 all accepted; 1 some refused; 2 some are no commands.\n\n"
      "Examples:\n"
      "  recanvass key new wec\n"
      "  recanvass submit my-recount open.jsonl\n"
      "  recanvass submit my-recount team-1.jsonl team-2.jsonl\n"
      "  tail -f team-1.jsonl | recanvass submit my-recount -\n";
  command.positionals = {
      {"ELECTION", "Folder, or postgresql://... address, of the ledger", true, false, folders()},
      {"FILE", "File of commands; - is standard input", true, true, files()}};
  command.options = {
      keys_option(),
      {"--files", "DIR", "Where a \"path\" in a command starts; else its file's folder.", false,
       folders()},
      {"--stop-at-first", "", "After a refusal, leave the rest of its file untried."}};
  command.run = run_submit;
  return command;
}

}  // namespace recanvass::cli
