@main
enum SampleApp {
    static func main() {}
}
