#include "fake_server.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace {

auto receive(int from, std::size_t size, std::string& into) -> bool {
  into.resize(size);
  for (std::size_t done = 0; done < size;) {
    const ssize_t got = recv(from, into.data() + done, size - done, 0);
    if (got <= 0) return false;
    done += static_cast<std::size_t>(got);
  }
  return true;
}

auto read_int32(std::string_view bytes) -> std::uint32_t {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
  }
  return value;
}

void send_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

auto row_description(const std::vector<fake_server::column>& columns) -> std::string {
  std::string body = int16(static_cast<std::int16_t>(columns.size()));
  for (const fake_server::column& each : columns) {
    body +=
        std::string("c\0", 2) + int32(0) + int16(0) + int32(static_cast<std::int32_t>(each.oid));
    body += int16(each.length) + int32(-1) + int16(each.format);
  }
  return message('T', body);
}

auto ready() -> std::string { return message('Z', "I"); }

}  // namespace

auto int16(std::int16_t value) -> std::string {
  const auto bits = static_cast<std::uint16_t>(value);
  return {static_cast<char>(bits >> 8), static_cast<char>(bits & 0xff)};
}

auto int32(std::int32_t value) -> std::string {
  const auto bits = static_cast<std::uint32_t>(value);
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift & 0xff);
  return bytes;
}

auto message(char type, std::string_view body) -> std::string {
  return type + int32(static_cast<std::int32_t>(body.size() + 4)) + std::string(body);
}

auto data_row(std::string_view bytes, std::int32_t claimed) -> std::string {
  return message('D', int16(1) + int32(claimed) + std::string(bytes));
}

auto data_row(std::string_view bytes) -> std::string {
  return data_row(bytes, static_cast<std::int32_t>(bytes.size()));
}

auto command_complete(std::string_view tag) -> std::string {
  return message('C', std::string(tag) + '\0');
}

auto error_response(const std::vector<std::pair<char, std::string>>& fields) -> std::string {
  std::string body;
  for (const auto& [code, text] : fields) body += code + text + '\0';
  return message('E', body + '\0');
}

fake_server::fake_server(script told) : script_(std::move(told)) {
  std::string pattern = (std::filesystem::temp_directory_path() / "orm_fake_XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr || pipe(wake_) != 0) throw std::runtime_error("no socket");
  directory_ = pattern;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = directory_ + "/.s.PGSQL.5432";
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto* named = reinterpret_cast<const sockaddr*>(&address);
  if (bind(listener_, named, sizeof address) != 0 || listen(listener_, 8) != 0) {
    throw std::runtime_error("cannot listen at " + path);
  }
  thread_ = std::thread([this] { serve(); });
}

fake_server::~fake_server() {
  [[maybe_unused]] const ssize_t woken = write(wake_[1], "x", 1);
  thread_.join();
  for (const int each : {listener_, wake_[0], wake_[1]}) close(each);
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

auto fake_server::conninfo() const -> std::string {
  return "host=" + directory_ + " user=x dbname=x gssencmode=disable";
}

void fake_server::serve() {
  while (true) {
    std::array<pollfd, 2> waiting{{{listener_, POLLIN, 0}, {wake_[0], POLLIN, 0}}};
    if (poll(waiting.data(), waiting.size(), -1) < 0) continue;
    if (waiting[1].revents != 0) return;
    const int client = accept(listener_, nullptr, nullptr);
    if (client < 0) continue;
    converse(client);
    close(client);
  }
}

void fake_server::converse(int client) const {
  std::string bytes;
  if (!receive(client, 4, bytes) || !receive(client, read_int32(bytes) - 4, bytes)) return;
  std::string greeting = message('R', int32(0));
  for (const auto& [name, value] : script_.settings) {
    greeting += message('S', name + '\0' + value + '\0');
  }
  send_all(client, greeting + message('K', int32(1) + int32(1)) + ready());
  const auto& result = script_.result.empty() ? script_.columns : script_.result;
  while (receive(client, 5, bytes)) {
    const char type = bytes[0];
    std::string body;
    if (!receive(client, read_int32(bytes.substr(1)) - 4, body)) return;
    switch (type) {
      case 'P':
        send_all(client, message('1', ""));
        break;
      case 'B':
        send_all(client, message('2', ""));
        break;
      case 'D':
        if (body[0] == 'S') {
          send_all(client, message('t', int16(0)) + row_description(script_.columns));
        } else {
          send_all(client, row_description(result));
        }
        break;
      case 'E':
        send_all(client, script_.rows);
        if (script_.hang_up) return;
        break;
      case 'S':
        send_all(client, ready());
        break;
      case 'X':
        return;
      default:
        break;
    }
  }
}
