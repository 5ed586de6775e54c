// recanvass fee: county cost lines in, the exact sum out.
#include "apps/cli/commands.h"
#include "report/fee_report.h"
#include "workflow/fee.h"

namespace recanvass::cli {
namespace {

ExitCode run_fee(const Arguments& arguments, const Console& console) {
  workflow::FeeRequest request;
  request.estimate_files = arguments.all("FILE");
  request.quoted = arguments.one("--quoted");
  request.payments = arguments.all("--paid");
  request.actual = arguments.one("--actual");
  const bool json = arguments.has("--json");
  const auto account = workflow::account_for(request);
  if (!account) return console.refuse("fee", account.problems(), json);
  if (json) {
    console.print_json(report::fee_json(*account));
  } else {
    console.print(report::fee_text(*account, {console.columns, console.colour}));
  }
  // The text holds the figures, and the error is said where errors are said: once.
  for (const std::string& sentence : report::fee_mismatches(*account)) {
    console.complain("recanvass fee: " + sentence + "\n");
  }
  return account->adds_up() ? ExitCode::Answered : ExitCode::CheckFailed;
}

}  // namespace

Command fee_command() {
  Command command;
  command.name = "fee";
  command.summary = "Add up what a recount costs, and check a quoted sum against it";
  command.description =
      "Reads cost lines from CSV (columns county, usd; item where a county has several), and\n"
      "adds them up to the cent. A quoted sum that differs from the lines is an error: the exit\n"
      "code is 1 and the difference is printed. With payments and actual costs it gives the\n"
      "refund.\n\n"
      "Examples (these county lines are synthetic, the sums are published):\n"
      "  recanvass fee examples/wi-2016-recount-fee/estimates.csv \\\n"
      "      --quoted 3499689\n"
      "  recanvass fee examples/wi-2016-recount-fee/estimates.csv \\\n"
      "      --paid 3499689 \\\n"
      "      --actual examples/wi-2016-recount-fee/actual.csv\n";
  command.positionals = {
      {"FILE", "CSV of estimated costs; several are added together", true, true, files()}};
  command.options = {
      {"--quoted", "USD", "The sum that was announced; it must equal the sum of the lines."},
      {"--paid", "USD", "A payment received; may be given several times.", true},
      {"--actual", "FILE|USD", "Actual costs: a CSV like FILE, or one sum.", false, files()}};
  command.run = run_fee;
  return command;
}

}  // namespace recanvass::cli
