#include "workflow/page_file.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace recanvass::workflow {
namespace {

base::Problem page_problem(const PageFile& page, const char* what,
                           const std::filesystem::path& path, std::string found, std::string wanted,
                           std::string mend) {
  return {page.command + what,
          {path.string(), 0, {}},
          std::move(found),
          std::move(wanted),
          std::move(mend)};
}

// Only a page that says it was made by this command may be replaced.
bool may_replace(const std::filesystem::path& path, const std::string& generator) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return true;
  std::ifstream file(path, std::ios::binary);
  constexpr std::size_t kHead = 4096;
  std::string head(kHead, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  return head.find(fmt::format("<meta name=\"generator\" content=\"{}\"/>", generator)) !=
         std::string::npos;
}

}  // namespace

base::Result<std::filesystem::path> write_page(const PageFile& page,
                                               const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return page_problem(page, ".folder", folder, error.message(), "a folder that can be written to",
                        "Name another folder.");
  }
  const std::filesystem::path target = folder / page.file_name;
  if (!may_replace(target, page.generator)) {
    return page_problem(page, ".not-ours", target, "a file that this command did not write",
                        "no such file, or an earlier page of this command",
                        "Name another folder, or move the file away.");
  }
  const std::filesystem::path draft = folder / ("." + page.file_name + ".draft");
  std::ofstream file(draft, std::ios::binary | std::ios::trunc);
  file.write(page.text.data(), static_cast<std::streamsize>(page.text.size()));
  file.close();
  if (file) std::filesystem::rename(draft, target, error);
  if (!file || error) {
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    return page_problem(page, ".write", target, error ? error.message() : "writing failed",
                        "room to write the page", "Look at the folder's rights and free space.");
  }
  return target;
}

}  // namespace recanvass::workflow
