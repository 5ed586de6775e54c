#include "workflow/pdf_writer.h"

#include <fmt/format.h>
#include <spawn.h>

#include <cerrno>
#include <cstdlib>
#include <sys/wait.h>
#include <system_error>

namespace recanvass::workflow {
namespace {

// What the program needs of our environment, and a fixed time; nothing else, so that a variable of
// somebody's shell changes no document.
std::vector<std::string> pdf_environment() {
  std::vector<std::string> environment = {"SOURCE_DATE_EPOCH=0", "LC_ALL=C.UTF-8"};
  for (const char* name : {"PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE"}) {
    if (const char* value = std::getenv(name)) {
      environment.push_back(fmt::format("{}={}", name, value));
    }
  }
  return environment;
}

std::vector<char*> pointers_of(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

base::Problem no_program(const PdfProgram& program, const std::filesystem::path& html) {
  return {"print.no-pdf-program",
          {html.string(), 0, ""},
          fmt::format("no program {}", program.words.front()),
          "WeasyPrint, which makes the PDF",
          "Install the package weasyprint (apt-get install weasyprint); the HTML is written and "
          "prints from any browser."};
}

base::Problem failed(const std::filesystem::path& pdf, const std::string& found) {
  return {"print.pdf",
          {pdf.string(), 0, ""},
          found,
          "a PDF",
          "The HTML is written and prints from any browser; see what WeasyPrint says of it."};
}

// Waits for the child; 127 is what a shell's start of an absent program gives as well.
int exit_code_of(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) == -1) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

base::Result<std::filesystem::path> write_pdf(const std::filesystem::path& html,
                                              const std::filesystem::path& pdf,
                                              const PdfProgram& program) {
  std::filesystem::path draft = pdf;
  draft += ".draft";
  std::vector<std::string> words = program.words;
  // A name that begins with a hyphen is no option: paths are given from their folder on.
  words.push_back(std::filesystem::absolute(html).string());
  words.push_back(std::filesystem::absolute(draft).string());
  std::vector<std::string> environment = pdf_environment();
  pid_t child = 0;
  const int fault = posix_spawnp(&child, words.front().c_str(), nullptr, nullptr,
                                 pointers_of(words).data(), pointers_of(environment).data());
  if (fault == ENOENT) return no_program(program, html);
  if (fault != 0) return failed(pdf, std::generic_category().message(fault));
  const int code = exit_code_of(child);
  std::error_code error;
  if (code == 127) return no_program(program, html);
  if (code == 0) std::filesystem::rename(draft, pdf, error);
  if (code == 0 && !error) return pdf;
  std::error_code ignored;
  std::filesystem::remove(draft, ignored);
  return failed(pdf, code == 0 ? error.message() : fmt::format("it ended with code {}", code));
}

}  // namespace recanvass::workflow
