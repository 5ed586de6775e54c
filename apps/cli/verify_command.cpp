// recanvass verify: is a published folder what it says it is?
#include "apps/cli/commands.h"
#include "apps/cli/program_name.h"
#include "base/check.h"
#include "cluster/threads.h"
#include "formats/text.h"
#include "verify/verdict_text.h"
#include "verify/verify_bundle.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

base::Problem bad_key(const std::string& option, const std::string& text) {
  return {"verify.key",
          {option, 0, ""},
          "\"" + text.substr(0, 120) + "\"",
          "name+hash+key, or a file that holds it",
          "Take the key from who runs the log or from the witness, not from the folder."};
}

std::string owner_of(ledger::SignerKind kind) {
  switch (kind) {
    case ledger::SignerKind::Log: return "log";
    case ledger::SignerKind::Witness: return "witness";
  }
  RECANVASS_CHECK(!"a signer without a name");
  return {};
}

// A key was found, of the other kind: whose it is says more than how a key is written.
base::Problem other_kind(const std::string& option, const std::string& text,
                         const ledger::VerifierKey& key) {
  const bool of_log = key.kind == ledger::SignerKind::Log;
  const auto wanted = of_log ? ledger::SignerKind::Witness : ledger::SignerKind::Log;
  return {
      "verify.key-kind",
      {option, 0, ""},
      fmt::format("\"{}\", the key of a {}, {}", text.substr(0, 120), owner_of(key.kind), key.name),
      fmt::format("the key of a {}", owner_of(wanted)),
      fmt::format("A {}'s key is given with --{}-key.", owner_of(key.kind), owner_of(key.kind))};
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The first word that is a key of this kind, so that a file may hold what `recanvass key show`
// printed.
std::optional<ledger::VerifierKey> key_among(const std::string& text, ledger::SignerKind kind) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !is_space(text[end])) ++end;
    const auto key = ledger::VerifierKey::parse(text.substr(begin, end - begin));
    if (key && key->kind == kind) return *key;
    begin = end + 1;
  }
  return std::nullopt;
}

// The key itself, or a file that holds it.
base::Result<ledger::VerifierKey> read_key(const std::string& option, const std::string& text,
                                           ledger::SignerKind kind) {
  const auto bytes = formats::read_bytes(text, text);
  const std::string words = bytes && bytes->size() < 65536 ? text + "\n" + *bytes : text;
  if (const auto key = key_among(words, kind)) return *key;
  const auto other =
      kind == ledger::SignerKind::Log ? ledger::SignerKind::Witness : ledger::SignerKind::Log;
  if (const auto key = key_among(words, other)) return other_kind(option, text, *key);
  return bad_key(option, text);
}

base::Result<verify::VerifyRequest> read_request(const Arguments& arguments) {
  verify::VerifyRequest request;
  request.folder = arguments.one("DIR").value_or("");
  request.program = kProgramName;
  request.receipts = arguments.all("--receipt");
  base::Problems problems;
  const auto add = [&problems](const base::Problems& more) {
    problems.insert(problems.end(), more.begin(), more.end());
  };
  if (const auto text = arguments.one("--log-key")) {
    const auto key = read_key("--log-key", *text, ledger::SignerKind::Log);
    if (key) request.log_key = *key;
    if (!key) add(key.problems());
  }
  for (const std::string& text : arguments.all("--witness-key")) {
    const auto key = read_key("--witness-key", text, ledger::SignerKind::Witness);
    if (key) request.witness_keys.push_back(*key);
    if (!key) add(key.problems());
  }
  if (const auto file = arguments.one("--since")) {
    auto bytes = formats::read_bytes(*file, *file);
    if (!bytes) add(bytes.problems());
    if (bytes) request.since = *bytes;
  }
  if (!problems.empty()) return problems;
  return request;
}

ExitCode run_verify(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto request = read_request(arguments);
  if (!request) return console.refuse("verify", request.problems(), json);
  cluster::ThreadExecutor executor;
  const auto verdict = verify::verify_bundle(*request, executor);
  if (!verdict) return console.refuse("verify", verdict.problems(), json);
  if (json) {
    console.print_json(verify::verdict_json(*verdict));
  } else {
    console.print(verify::verdict_text(*verdict, {console.columns, console.colour}));
  }
  if (verdict->failed()) return ExitCode::CheckFailed;
  return verdict->unvouched().empty() ? ExitCode::Answered : ExitCode::BadInput;
}

}  // namespace

Command verify_command() {
  Command command;
  command.name = "verify";
  command.summary = "Check a published folder from nothing: every hash, signature and sum";
  command.description =
      "Reads a folder that recanvass publish wrote, and nothing else: no network, no trust in who\n"
      "made it. Each check has a number and ends as passed, failed or not checked, in words. What\n"
      "failed is named: the file, or the entry with its position, kind, author and batch or unit.\n"
      "Exit code 0: no check failed; 1: one did; 2: there is nothing to check, or none failed and\n"
      "the folder gives figures that nothing checked vouches for.\n\n"
      "Without --log-key the origin is not checked: whoever made the folder may have made the\n"
      "log. Take keys from somewhere else than the folder.\n\n"
      "Examples:\n"
      "  recanvass verify wi-2016\n"
      "  recanvass verify wi-2016 --log-key wi.vkey --witness-key press.vkey\n"
      "  recanvass verify wi-2016 --since monday.checkpoint --receipt 7K2M9QXW\n";
  command.positionals = {{"DIR", "the published folder"}};
  command.options = {
      {"--log-key", "FILE|KEY", "The log's key, name+hash+key, or a file that holds it."},
      {"--witness-key", "FILE|KEY", "A witness's key that must have cosigned.", true},
      {"--since", "FILE", "A checkpoint kept from earlier, which this ledger must extend."},
      {"--receipt", "CODE", "Eight characters that somebody was given; finds the entry.", true}};
  command.run = run_verify;
  return command;
}

}  // namespace recanvass::cli
