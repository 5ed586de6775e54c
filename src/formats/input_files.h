// The files that a person names: files, folders of files, archives of files, packed files. Readers
// see a list of names and open what they need, as often as they need it.
// Next: formats/card_import.h.
#pragma once

#include "base/result.h"
#include "formats/byte_source.h"
#include "formats/zip_archive.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::formats {

/// Called with the name of each file before it is opened.
using WatchFile = std::function<void(const std::string& name)>;

class InputFiles {
 public:
  struct File {
    std::string name;  ///< as given, then what stands in the folder, archive or workbook
    bool is_workbook = false;  ///< a sheet of an Excel workbook, an archive of its own kind
    bool is_hidden = false;    ///< a sheet that is not shown to whoever opens the workbook
    std::size_t workbook = 0;  ///< sheets of one workbook, which are neighbours, have one number
  };
  /// A sheet as formats/workbook_rows.h opens it.
  struct Sheet {
    std::shared_ptr<ZipArchive> archive;
    std::string entry;
  };

  /// Everything under the paths, in the order given; within a folder or an archive by name. Each
  /// sheet of a workbook is a file; where it has several, its name follows the workbook's. Files
  /// whose name begins with a dot, and what macOS and Windows put beside files, are passed over.
  /// All problems at once; causes: file.missing, file.unreadable, file.not-a-file, archive.* of
  /// ZipArchive, workbook.* and xml.* of sheets_of().
  static base::Result<InputFiles> open(const std::vector<std::filesystem::path>& paths,
                                       const ArchiveLimits& limits = {}, WatchFile watch = {});
  /// Of texts in memory, by name.
  static InputFiles of_texts(std::vector<std::pair<std::string, std::string>> texts);

  [[nodiscard]] const std::vector<File>& files() const { return files_; }
  /// Names that were passed over.
  [[nodiscard]] std::uint64_t passed_over() const { return passed_over_; }

  /// The bytes of a file, unpacked where it is packed by gzip, and as UTF-8 where it is UTF-16 with
  /// a byte order mark and no XML.
  /// @pre at < files().size(), and it is no workbook
  /// Causes, also of its reads: those of byte_source.h, gzip_source.h, zip_archive.h and, of
  /// UTF-16, text_source.h.
  base::Result<std::unique_ptr<ByteSource>> read(std::size_t at) const;
  /// The beginning of a file, up to so many bytes. Causes as above.
  base::Result<std::string> head(std::size_t at, std::size_t bytes) const;
  /// The whole of a file that is small by its nature. Causes as above, and file.too-large.
  base::Result<std::string> whole(std::size_t at, std::size_t bytes_max) const;
  /// Files of one content, by their first: {0, 2, 5} when the third and the sixth are the first
  /// again. Only files of one size are read. Causes as above.
  base::Result<std::vector<std::vector<std::size_t>>> same_files(
      const std::vector<std::size_t>& which) const;
  /// @pre files()[at].is_workbook
  [[nodiscard]] Sheet sheet(std::size_t at) const;

 private:
  struct Origin {
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::shared_ptr<ZipArchive> archive;  // null: a file of its own
    std::size_t entry = 0;
    std::string sheet_entry;  // of a sheet of a workbook
    std::shared_ptr<const std::string> text;  // not null: in memory
  };

  void add_folder(const std::filesystem::path& path, base::Problems& problems);
  void add_file(const std::filesystem::path& path, base::Problems& problems);
  void add_workbook(const std::string& name, const Origin& origin, base::Problems& problems);
  [[nodiscard]] base::Result<std::unique_ptr<ByteSource>> read_packed(std::size_t at) const;

  void tell(const std::string& name) const {
    if (watch_) watch_(name);
  }

  ArchiveLimits limits_;
  WatchFile watch_;
  std::vector<File> files_;
  std::vector<Origin> origins_;
  std::uint64_t passed_over_ = 0;
};

/// The last part of a name that may have folders before it.
[[nodiscard]] std::string_view last_part(std::string_view name);

}  // namespace recanvass::formats
